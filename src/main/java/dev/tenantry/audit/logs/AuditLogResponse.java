package dev.tenantry.audit.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * One thing that was done or refused: who did what, when and from where.
 *
 * @param userName absent: no member any more, or for whoever may not read members; likewise of keys
 * @param impersonatorId the super admin who acted as the person
 * @param oldValues the values that it replaced, by name
 * @param newValues the values that it set, by name
 * @param changes   the names of the values that differ; of all, where the caller may not see the values
 * @param metadata  what else is known: the {@code runId} of the workflow's run that did it, in the name of who published the workflow
 * @param lacking   permissions that the caller would need to see the values, or those of them that are masked; absent where there are none
 */
public record AuditLogResponse(
        String id,
        Instant createdAt,
        @Nullable UUID userId,
        @Nullable String userName,
        @Nullable UUID impersonatorId,
        @Nullable String sessionId,
        @Nullable UUID apiKeyId,
        @Nullable String apiKeyName,
        String actionType,
        String actionCategory,
        String severityLevel,
        String actionDescription,
        String resourceType,
        @Nullable String resourceId,
        @Nullable Map<String, @Nullable Object> oldValues,
        @Nullable Map<String, @Nullable Object> newValues,
        @Nullable List<String> changes,
        @Nullable Map<String, @Nullable Object> metadata,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String requestMethod,
        @Nullable String requestPath,
        @Nullable String ipAddress,
        @Nullable Map<String, @Nullable Object> geoLocation,
        @Nullable String userAgent,
        boolean success,
        @Nullable String errorMessage,
        int occurrences,
        List<String> complianceFlags,
        int riskScore,
        boolean anomalyDetected,
        String retentionClass,
        int retentionPeriodDays,
        Instant expiresAt,
        @Nullable Set<String> lacking) implements Versioned {

    /** To whom no permission could be given. */
    public AuditLogResponse withoutLacking() {
        return new AuditLogResponse(id, createdAt, userId, userName, impersonatorId, sessionId, apiKeyId, apiKeyName,
                actionType, actionCategory, severityLevel, actionDescription, resourceType, resourceId, oldValues,
                newValues, changes, metadata, requestId, correlationId, requestMethod, requestPath, ipAddress,
                geoLocation, userAgent, success, errorMessage, occurrences, complianceFlags, riskScore, anomalyDetected,
                retentionClass, retentionPeriodDays, expiresAt, null);
    }

    /** Nothing changes it. */
    @Override
    public int version() {
        return 0;
    }
}
