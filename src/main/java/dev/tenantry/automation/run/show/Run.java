package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.List;
import java.util.Set;
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

import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.json.ExactJsonColumn;

/** A run, to read; {@code RunStore} writes it. */
@Entity
@Immutable
@Table(name = "workflow_execution_logs")
@SuppressWarnings("NullAway.Init")
class Run {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private UUID workflowId;

    @Column(name = "version_number")
    private int workflowVersion;

    private @Nullable UUID triggerId;
    private @Nullable Long eventId;
    private @Nullable UUID startedBy;
    private @Nullable UUID publishedBy;
    private String @Nullable [] publishedScopes;
    private @Nullable Long replayOf;
    private UUID rootId;
    private int depth;

    @Column(name = "execution_start")
    private Instant startedAt;

    @Column(name = "execution_end")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private RunStatus status;

    private @Nullable Instant waitingUntil;
    private @Nullable Instant pausedAt;
    private @Nullable UUID pausedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = ExactJsonColumn.class)
    private @Nullable JsonNode resultSummary;

    private @Nullable String errorDetails;

    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = ExactJsonColumn.class)
    private JsonNode triggerData;

    private String @Nullable [] carriedPermissions;

    private @Nullable Long parentRunId;
    private @Nullable Integer parentStep;
    private @Nullable String path;

    private String[] block;

    private int version;
    private Instant createdAt;

    protected Run() {}

    public Long getId() {
        return id;
    }

    public UUID getWorkflowId() {
        return workflowId;
    }

    public int getWorkflowVersion() {
        return workflowVersion;
    }

    public @Nullable UUID getTriggerId() {
        return triggerId;
    }

    public @Nullable Long getEventId() {
        return eventId;
    }

    public @Nullable UUID getStartedBy() {
        return startedBy;
    }

    public @Nullable UUID getPublishedBy() {
        return publishedBy;
    }

    public @Nullable List<String> getPublishedScopes() {
        return publishedScopes == null ? null : List.of(publishedScopes);
    }

    public @Nullable Long getReplayOf() {
        return replayOf;
    }

    public UUID getRootId() {
        return rootId;
    }

    public int getDepth() {
        return depth;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    public RunStatus getStatus() {
        return status;
    }

    public @Nullable Instant getWaitingUntil() {
        return waitingUntil;
    }

    public @Nullable Instant getPausedAt() {
        return pausedAt;
    }

    public @Nullable UUID getPausedBy() {
        return pausedBy;
    }

    public @Nullable JsonNode getResultSummary() {
        return resultSummary;
    }

    public @Nullable String getErrorDetails() {
        return errorDetails;
    }

    public JsonNode getTriggerData() {
        return triggerData;
    }

    public @Nullable Long getParentRunId() {
        return parentRunId;
    }

    public @Nullable Integer getParentStep() {
        return parentStep;
    }

    public @Nullable String getPath() {
        return path;
    }

    /** What it takes to see it. */
    RunContent content() {
        return new RunContent(Version.of(workflowId, workflowVersion),
                carriedPermissions == null ? Set.of() : Set.copyOf(List.of(carriedPermissions)));
    }

    /** Where its steps stand in the version's document. */
    public String block() {
        return String.join("/", block);
    }

    public int getVersion() {
        return version;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
