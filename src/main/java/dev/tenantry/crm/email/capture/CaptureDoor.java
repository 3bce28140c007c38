package dev.tenantry.crm.email.capture;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.RejectException;

import dev.tenantry.crm.email.EmailCapture;
import dev.tenantry.crm.email.EmailIntake;
import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** Takes what comes to members' addresses, in their names: as they may capture mails at that moment. */
@Component
class CaptureDoor implements MailDoor {

    private static final String CAPTURE = "emails:create";
    private static final String OWNER = "select app.mailbox_of(app.org_id(), ?)";
    private static final String RECEIVED = """
            update email_mailboxes set last_received_at = ? where organization_id = app.org_id() and user_id = auth.uid() and secret_hash = ?
            returning accepted_from""";
    private static final String IS_OWN = "select count(*) > 0 from app.members_by_email(app.org_id(), array[?]) where member = auth.uid()";

    private final JdbcClient jdbc;
    private final EmailIntake intake;
    private final Authority authority;
    private final MailQuotas quotas;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CaptureDoor(JdbcClient jdbc, EmailIntake intake, Authority authority, MailQuotas quotas,
            TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.intake = intake;
        this.authority = authority;
        this.quotas = quotas;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<Delivery> find(String local) throws RejectException {
        var token = CaptureToken.read(local).orElse(null);
        if (token == null) {
            return Optional.empty();
        }
        var owner = new TenantContext(token.organizationId(), null)
                .call(() -> jdbc.sql(OWNER).param(token.hash()).query(UUID.class).optional());
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        quotas.admit(Limit.CAPTURED_MAILS_PER_ADDRESS, token.hash());
        var member = new TenantContext(token.organizationId(), owner.get());
        return Optional.of((message, file) -> deliver(member, token, message, file));
    }

    private void deliver(TenantContext member, CaptureToken token, MailMessage message, MailFile file)
            throws RejectException {
        quotas.admitCaptured(token.organizationId(), token.hash(), message.size());
        var refusal = member.call(() -> transaction.<Optional<String>>execute(status -> {
            var refused = refusal(token, message, file);
            refused.ifPresent(_ -> status.setRollbackOnly());
            return refused;
        }));
        if (refusal != null && refusal.isPresent()) {
            throw new RejectException(550, refusal.get());
        }
    }

    private Optional<String> refusal(CaptureToken token, MailMessage message, MailFile file) {
        var accepted = jdbc.sql(RECEIVED)
                .params(clock.instant().atOffset(ZoneOffset.UTC), token.hash())
                .query(String.class)
                .optional();
        if (accepted.isEmpty() || !authority.of(TenantContext.currentUser()).contains(CAPTURE)) {
            return Optional.of("5.1.1 there is no such address");
        }
        if (AcceptedFrom.of(accepted.get()) == AcceptedFrom.MEMBER && !isOwn(message)) {
            return Optional.of("5.7.1 this address takes mails from its member's own address alone");
        }
        intake.take(message, file, EmailCapture.Origin.ADDRESS);
        return Optional.empty();
    }

    private boolean isOwn(MailMessage message) {
        var sender = message.sender();
        return sender != null && jdbc.sql(IS_OWN)
                .param(EmailAddress.canonical(sender.address()))
                .query(Boolean.class)
                .single();
    }
}
