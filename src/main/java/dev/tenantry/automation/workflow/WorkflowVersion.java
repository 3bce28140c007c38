package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

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

import dev.tenantry.automation.definition.WorkflowDocument;

/** What a workflow did at a time, for good. */
@Entity
@Immutable
@Table(name = "workflow_versions")
@SuppressWarnings("NullAway.Init")
class WorkflowVersion {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private UUID workflowId;
    private int versionNumber;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode workflowJson;

    /** What it takes to have it done, without what the workflows need that it carries out. */
    private String[] permissions;

    private @Nullable String changeSummary;
    private @Nullable UUID createdBy;
    private Instant createdAt;

    protected WorkflowVersion() {}

    WorkflowVersion(UUID id, Workflow workflow, WorkflowRequest request, JsonNode document,
            Function<WorkflowDocument, Set<String>> needed, UUID createdBy, Instant now) {
        this.permissions = needed.apply(WorkflowDocument.read(document)).toArray(String[]::new);
        this.id = id;
        this.workflowId = workflow.getId();
        this.versionNumber = workflow.getCurrentVersion();
        this.workflowJson = document;
        this.changeSummary = request.changeSummary();
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    public UUID getId() {
        return id;
    }

    public UUID getWorkflowId() {
        return workflowId;
    }

    public int getVersionNumber() {
        return versionNumber;
    }

    public JsonNode getWorkflowJson() {
        return workflowJson;
    }

    public @Nullable String getChangeSummary() {
        return changeSummary;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
