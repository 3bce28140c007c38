package dev.tenantry.operations.administration;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Versioned;

/**
 * An e-mail or SMS.
 *
 * @param channel email or sms
 * @param status  recorded (nothing is configured to send it by), pending, sent or failed
 * @param body    of what is only recorded, in an installation that keeps it
 */
record AdminNotificationResponse(
        UUID id,
        UUID organizationId,
        String channel,
        String recipient,
        String template,
        String subject,
        @Nullable Secret body,
        String status,
        int attempts,
        @Nullable String errorMessage,
        @Nullable Instant sentAt,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
