package dev.tenantry.identity.alert;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What somebody was alerted of.
 *
 * @param type       suspicious_login, too_many_failed_attempts, 2fa_disabled, new_device or unusual_location
 * @param severity   low, medium, high or critical
 * @param metadata   details for programs
 */
record AlertResponse(
        String id,
        String type,
        String severity,
        String title,
        String message,
        @Nullable Map<String, Object> metadata,
        boolean isAcknowledged,
        @Nullable Instant acknowledgedAt,
        Instant createdAt) {}
