package dev.tenantry.crm.email.capture;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.RejectException;

import dev.tenantry.crm.email.EmailCapture.Origin;
import dev.tenantry.crm.email.EmailIntake;
import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.MailReturns.Returned;
import dev.tenantry.notification.SentMail;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** Takes what comes to addresses that were made for one mail: reports of servers about it, and answers to a member's. */
@Component
class ReturnDoor implements MailDoor {

    private static final String CAPTURE = "emails:create";

    /** How long after a mail its answers are taken: whoever has it has the address, and for ever. */
    private static final Duration ANSWERED = Duration.ofDays(90);

    private final MailReturns returns;
    private final EmailIntake intake;
    private final Authority authority;
    private final MailQuotas quotas;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReturnDoor(MailReturns returns, EmailIntake intake, Authority authority, MailQuotas quotas,
            TransactionTemplate transaction, Clock clock) {
        this.returns = returns;
        this.intake = intake;
        this.authority = authority;
        this.quotas = quotas;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<Delivery> find(String local) throws RejectException {
        var returned = returns.open(local).orElse(null);
        if (returned == null || returned.isAnswer() && isOver(returned.mail())) {
            return Optional.empty();
        }
        var about = context(returned).call(() -> returns.find(returned.mail())).orElse(null);
        if (about == null || returned.isAnswer() && about.memberId() == null) {
            return Optional.empty();
        }
        quotas.admit(returned.isAnswer() ? Limit.ANSWERS_PER_MAIL : Limit.CAPTURED_MAILS_PER_ADDRESS,
                returned.mail().toString());
        return Optional.of((message, file) -> deliver(returned, about, message, file));
    }

    private boolean isOver(UUID mail) {
        return Ids.madeAt(mail).plus(ANSWERED).isBefore(clock.instant());
    }

    private void deliver(Returned returned, SentMail about, MailMessage message, MailFile file)
            throws RejectException {
        if (returned.isAnswer() && !returns.isReport(file.mime())) {
            answer(returned, about, message, file);
        } else if (!context(returned).call(() -> returns.take(file.mime(), returned.mail()))) {
            throw new RejectException(550, "5.7.1 this address takes reports of mails that cannot be delivered alone");
        }
    }

    /** Each of several whom the mail was to can say to be another one. */
    private void answer(Returned returned, SentMail about, MailMessage message, MailFile file)
            throws RejectException {
        quotas.admitAnswer(returned.organizationId(), returned.mail().toString(), message.size());
        UUID member = Objects.requireNonNull(about.memberId());
        var sender = message.sender();
        var isExpected = sender != null && about.recipients().size() == 1
                && EmailAddress.canonical(about.recipients().getFirst()).equals(sender.key());
        var isTaken = new TenantContext(returned.organizationId(), member)
                .call(() -> transaction.execute(_ -> {
                    if (!authority.of(member).contains(CAPTURE)) {
                        return false;
                    }
                    intake.take(message, file, isExpected ? Origin.RECIPIENT : Origin.STRANGER);
                    return true;
                }));
        if (!Boolean.TRUE.equals(isTaken)) {
            throw new RejectException(550, "5.1.1 there is no such address");
        }
    }

    private static TenantContext context(Returned returned) {
        return new TenantContext(returned.organizationId(), null);
    }
}
