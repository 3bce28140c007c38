package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.Channel;

/** An attempt at a notification. */
record Delivery(
        UUID organizationId,
        UUID id,
        long epoch,
        int attempts,
        int losses,
        int maxAttempts,
        Duration retryAfter,
        Channel channel,
        String template,
        String recipient,
        String subject,
        String body,
        @Nullable String calendar,
        @Nullable String replyTo) implements Attempt {

    @Override
    public Object key() {
        return id;
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
