package dev.tenantry.notification.email;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.MailOrigin;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.tenancy.TenantContext;

/** Asks, in the context of a mail, whoever it is sent for, and whether those may be written to whom it is to. */
@Component
class MailOrigins {

    private final List<MailOrigin<?>> origins;
    private final Consents consents;
    private final MailReturns returns;

    MailOrigins(List<MailOrigin<?>> origins, Consents consents, MailReturns returns) {
        this.origins = origins;
        this.consents = consents;
        this.returns = returns;
    }

    /** Why it is not to be sent any more; null where it is. */
    @Nullable
    String objection(MailAttempt attempt) {
        return context(attempt).call(() -> origin(attempt.cause()).objection(attempt.cause()));
    }

    /** With all that it says. */
    Mail whole(MailAttempt attempt) {
        return context(attempt).call(() -> origin(attempt.cause()).whole(attempt.cause(), attempt.mail()));
    }

    /** Those whom it is to go to now, and who are not to be written to. */
    List<RefusedRecipient> refused(MailAttempt attempt) {
        return context(attempt).call(() -> consents.refused(ContactChannel.EMAIL, attempt.mail().purpose(),
                attempt.mail().envelope()));
    }

    /** The mail server refuses some for good. @param reasons by recipient */
    void takeRefused(MailAttempt attempt, Map<String, String> reasons) {
        if (!reasons.isEmpty()) {
            new TenantContext(attempt.organizationId(), null).run(() -> returns.takeRefused(attempt.id(), reasons));
        }
    }

    /** In the worker's transaction. */
    void wake(MailAttempt attempt) {
        origin(attempt.cause()).wake(attempt.organizationId(), attempt.cause());
    }

    private static TenantContext context(MailAttempt attempt) {
        UUID member = attempt.cause() instanceof MailCause.Personal own ? own.memberId() : null;
        return new TenantContext(attempt.organizationId(), member);
    }

    @SuppressWarnings("unchecked")
    private MailOrigin<MailCause> origin(MailCause cause) {
        return (MailOrigin<MailCause>) origins.stream()
                .filter(origin -> origin.kind().isInstance(cause))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody has mails of the kind " + cause.getClass()));
    }
}
