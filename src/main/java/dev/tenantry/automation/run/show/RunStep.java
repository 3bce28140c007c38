package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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

import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.shared.json.ExactJsonColumn;

/** A step that a run came to, to read; {@code RunStore} writes it. */
@Entity
@Immutable
@Table(name = "workflow_execution_steps")
@SuppressWarnings("NullAway.Init")
class RunStep {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    @Column(name = "execution_log_id")
    private Long runId;

    private int stepIndex;
    private String stepType;

    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = ExactJsonColumn.class)
    private @Nullable JsonNode stepConfig;

    @Column(name = "execution_start")
    private Instant startedAt;

    @Column(name = "execution_end")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private StepStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = ExactJsonColumn.class)
    private @Nullable JsonNode result;

    private @Nullable String errorMessage;
    private int retryCount;

    protected RunStep() {}

    public int getStepIndex() {
        return stepIndex;
    }

    public String getStepType() {
        return stepType;
    }

    public @Nullable JsonNode getStepConfig() {
        return stepConfig;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    public StepStatus getStatus() {
        return status;
    }

    public @Nullable JsonNode getResult() {
        return result;
    }

    public @Nullable String getErrorMessage() {
        return errorMessage;
    }

    public int getRetryCount() {
        return retryCount;
    }
}
