package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What a run asks people, to read; {@link Approvals} writes it. */
@Entity
@Immutable
@Table(name = "workflow_approvals")
@SuppressWarnings("NullAway.Init")
class Approval {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    @Column(name = "execution_log_id")
    private Long runId;

    @Formula("(select l.workflow_id from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = execution_log_id)")
    private UUID workflowId;

    @Formula("(select w.name from workflow_execution_logs l join workflow_definitions w on w.organization_id = app.org_id() and w.id = l.workflow_id where l.organization_id = app.org_id() and l.id = execution_log_id)")
    private String workflowName;

    private int stepIndex;

    @Formula("(select (v.workflow_json #> l.block) -> step_index ->> 'id' from workflow_execution_logs l join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = l.workflow_id and v.version_number = l.version_number where l.organization_id = app.org_id() and l.id = execution_log_id)")
    private @Nullable String stepId;
    private String message;
    private String policy;

    @Column(name = "is_escalated")
    private boolean escalated;

    private Instant expiresAt;
    private Instant createdAt;

    private @Nullable Instant decidedAt;

    @Column(name = "is_timed_out")
    private boolean timedOut;

    /** An {@link ApprovalStatus}. */
    @Formula("app.approval_status(organization_id, execution_log_id, outcome)")
    private String status;

    protected Approval() {}

    public UUID getId() {
        return id;
    }

    public Long getRunId() {
        return runId;
    }

    public UUID getWorkflowId() {
        return workflowId;
    }

    public String getWorkflowName() {
        return workflowName;
    }

    public @Nullable String getStepId() {
        return stepId;
    }

    public int getStepIndex() {
        return stepIndex;
    }

    public String getMessage() {
        return message;
    }

    public String getPolicy() {
        return policy;
    }

    public boolean isEscalated() {
        return escalated;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public ApprovalStatus getStatus() {
        return ApprovalStatus.of(status);
    }

    public @Nullable Instant getDecidedAt() {
        return decidedAt;
    }

    public boolean isTimedOut() {
        return timedOut;
    }
}
