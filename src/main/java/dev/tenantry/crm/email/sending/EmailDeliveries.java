package dev.tenantry.crm.email.sending;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.PersonalMails;
import dev.tenantry.notification.ReportedBounce;
import dev.tenantry.shared.problem.ProblemException;

/** What has become of members' mails. */
@Service
@Transactional(readOnly = true)
class EmailDeliveries {

    private static final String BOUNCED = "bounced";

    private final PersonalMails mails;
    private final MailReturns returns;

    EmailDeliveries(PersonalMails mails, MailReturns returns) {
        this.mails = mails;
        this.returns = returns;
    }

    /** @throws ProblemException 404 where the current member has sent none */
    EmailDeliveryResponse get(Long id) {
        var standing = mails.of(id).orElseThrow(ProblemException::notFound);
        var bounces = returns.of(List.of(standing.id())).getOrDefault(standing.id(), List.of());
        return new EmailDeliveryResponse(id, status(standing, bounces), standing.recipients(), standing.attempts(),
                standing.error(), standing.nextAt(), standing.sentAt(), standing.refused(), bounces);
    }

    private static String status(PersonalMails.Standing standing, List<ReportedBounce> bounces) {
        return standing.status() == DeliveryStatus.SENT
                && bounces.stream().anyMatch(one -> one.kind() != BounceKind.DELAYED)
                        ? BOUNCED
                        : standing.status().toString();
    }
}
