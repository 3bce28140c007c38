package dev.tenantry.notification.email;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.delivery.Attempt;

/** An attempt at a composed mail. @param timeout how long it may take; null: as long as is usual */
record MailAttempt(
        UUID organizationId,
        UUID id,
        long epoch,
        int attempts,
        int losses,
        int maxAttempts,
        Duration retryAfter,
        @Nullable Duration timeout,
        MailCause cause,
        Mail mail) implements Attempt {

    /** By which it goes, where it is one of an organization's own server. */
    UUID integration() {
        return Objects.requireNonNull(mail.integration());
    }

    /** To the others of its recipients. */
    MailAttempt without(Set<String> recipients) {
        var others = mail.envelope().stream().filter(one -> !recipients.contains(one)).toList();
        return with(mail.to(others));
    }

    /** The same, of another mail. */
    MailAttempt with(Mail other) {
        return new MailAttempt(organizationId, id, epoch, attempts, losses, maxAttempts, retryAfter, timeout, cause,
                other);
    }

    @Override
    public Object key() {
        return id;
    }
}
