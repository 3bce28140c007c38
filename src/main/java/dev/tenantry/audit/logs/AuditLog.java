package dev.tenantry.audit.logs;

import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.ActorNames.Names;
import dev.tenantry.shared.network.IpAddress;

/** A row of the audit trail, to be read: it is written by {@link dev.tenantry.audit.AuditTrail} alone. */
@Entity
@Immutable
@Table(name = "audit_logs")
@SuppressWarnings("NullAway.Init")
class AuditLog {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private @Nullable UUID userId;
    private @Nullable UUID impersonatorId;
    private @Nullable String sessionId;
    private @Nullable UUID apiKeyId;
    private String actionType;
    private String actionCategory;
    private String severityLevel;
    private String actionDescription;
    private String resourceType;
    private @Nullable String resourceId;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, @Nullable Object> oldValues;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, @Nullable Object> newValues;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "changes_json")
    private @Nullable List<String> changes;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, @Nullable Object> metadata;

    private @Nullable String requestId;
    private @Nullable String correlationId;
    private @Nullable String requestMethod;
    private @Nullable String requestPath;

    @JdbcTypeCode(SqlTypes.INET)
    private @Nullable InetAddress ipAddress;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, @Nullable Object> geoLocation;

    private @Nullable String userAgent;
    private boolean success;
    private @Nullable String errorMessage;
    private int occurrences;
    private String[] complianceFlags;
    private int riskScore;
    private boolean anomalyDetected;
    private String retentionClass;
    private int retentionPeriodDays;
    private Instant createdAt;
    private Instant expiresAt;

    /** What it is about was deleted for good while the log was held: the values are kept, and shown to nobody. */
    @Formula("exists (select from audit_held_erasures h where h.organization_id = app.org_id() and h.resource_type = resource_type and h.resource_id = resource_id and h.transaction_id <> transaction_id)")
    private boolean heldBack;

    protected AuditLog() {}

    String resourceType() {
        return resourceType;
    }

    Instant createdAt() {
        return createdAt;
    }

    ShownValues values() {
        var values = new ShownValues(oldValues, newValues, changes, null);
        return heldBack ? values.erased() : values;
    }

    @Nullable
    UUID userId() {
        return userId;
    }

    @Nullable
    UUID apiKeyId() {
        return apiKeyId;
    }

    /** @param shown what whoever asks may see of the values */
    AuditLogResponse toResponse(ShownValues shown, Names names) {
        return new AuditLogResponse(id.toString(), createdAt, userId, names.member(userId), impersonatorId, sessionId,
                apiKeyId, names.key(apiKeyId), actionType,
                actionCategory, severityLevel, actionDescription, resourceType, resourceId, shown.before(),
                shown.after(), shown.changes(), told(), requestId, correlationId, requestMethod, requestPath,
                ipAddress == null ? null : IpAddress.exactly(ipAddress).toString(), geoLocation, userAgent, success,
                errorMessage,
                occurrences, List.of(complianceFlags), riskScore, anomalyDetected, retentionClass, retentionPeriodDays,
                expiresAt, shown.lacking());
    }

    private @Nullable Map<String, @Nullable Object> told() {
        if (!heldBack) {
            return metadata;
        }
        var told = metadata == null ? new LinkedHashMap<String, @Nullable Object>() : new LinkedHashMap<>(metadata);
        told.put("erased", true);
        return told;
    }
}
