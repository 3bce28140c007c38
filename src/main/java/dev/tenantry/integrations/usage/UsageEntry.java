package dev.tenantry.integrations.usage;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call, to be read: {@link UsageLog} writes it. */
@Entity
@Immutable
@Table(name = "integration_usage_logs")
@SuppressWarnings("NullAway.Init")
class UsageEntry {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private @Nullable UUID integrationId;
    private String provider;
    private String operationType;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode requestData;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode responseData;

    private @Nullable Integer statusCode;
    private boolean success;
    private @Nullable String errorMessage;
    private int durationMs;
    private long bytesOut;
    private long bytesIn;
    private int tokensIn;
    private int tokensOut;
    private Instant createdAt;

    protected UsageEntry() {}

    UsageEntryResponse toResponse() {
        return new UsageEntryResponse(id.toString(), integrationId, provider, operationType, requestData, responseData,
                statusCode, success, errorMessage, durationMs, bytesOut, bytesIn, tokensIn, tokensOut, createdAt);
    }
}
