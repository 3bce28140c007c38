package dev.tenantry.crm.email.sending;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.PersonalMails;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.problem.ProblemException;

/** What has become of members' mails. */
@Service
@Transactional(readOnly = true)
class EmailDeliveries {

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
        var states = Stream
                .concat(standing.recipients().stream(), standing.refused().stream().map(RefusedRecipient::recipient))
                .distinct()
                .map(recipient -> RecipientState.of(recipient, standing, bounces))
                .toList();
        return new EmailDeliveryResponse(id, RecipientState.whole(standing, states), standing.recipients(), states,
                standing.attempts(), standing.error(), standing.nextAt(), standing.sentAt(), standing.refused(),
                bounces);
    }
}
