package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A line that was kept, to be read: {@link LineWriter} alone writes them. */
@Entity
@Immutable
@Table(name = "debug_logs")
@SuppressWarnings("NullAway.Init")
class DebugLog {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    @Enumerated(EnumType.STRING)
    private DebugLevel logLevel;
    private String module;
    private String message;
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> context;
    private @Nullable UUID userId;
    private @Nullable String requestId;
    private Instant createdAt;

    protected DebugLog() {}

    DebugLogResponse toResponse() {
        return new DebugLogResponse(id.toString(), createdAt, logLevel, module, message, context, userId, requestId);
    }
}
