package dev.tenantry.audit.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * One mutation: who changed what, when and from where.
 *
 * @param impersonatorId the super admin who acted as the person
 * @param oldValues the values that it replaced, by name
 * @param newValues the values that it set, by name
 * @param changes   the names of the values that differ
 */
record AuditLogResponse(String id, Instant createdAt, @Nullable UUID userId, @Nullable UUID impersonatorId,
        @Nullable String sessionId,
        String actionType, String actionCategory, String severityLevel, String actionDescription, String resourceType,
        @Nullable String resourceId, @Nullable Map<String, @Nullable Object> oldValues,
        @Nullable Map<String, @Nullable Object> newValues, @Nullable List<String> changes,
        @Nullable Map<String, @Nullable Object> metadata, @Nullable String requestId, @Nullable String requestMethod,
        @Nullable String requestPath, @Nullable String ipAddress, @Nullable String userAgent, boolean success,
        @Nullable String errorMessage) implements Versioned {

    /** Nothing changes it. */
    @Override
    public int version() {
        return 0;
    }
}
