package dev.tenantry.automation.agent;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
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
import tools.jackson.databind.JsonNode;

/** A time that an agent looked, to read; {@link ExecutionStore} writes it. */
@Entity
@Immutable
@Table(name = "agent_execution_logs")
@SuppressWarnings("NullAway.Init")
class Execution {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private UUID agentId;

    @Column(name = "execution_start")
    private Instant startedAt;

    @Column(name = "execution_end")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private ExecutionStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode resultSummary;

    private @Nullable String errorDetails;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode actionsTaken;

    private Instant createdAt;

    protected Execution() {}

    public Long getId() {
        return id;
    }

    public UUID getAgentId() {
        return agentId;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    public ExecutionStatus getStatus() {
        return status;
    }

    public @Nullable JsonNode getResultSummary() {
        return resultSummary;
    }

    public @Nullable String getErrorDetails() {
        return errorDetails;
    }

    public @Nullable JsonNode getActionsTaken() {
        return actionsTaken;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
