package dev.tenantry.automation.workflow;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What a workflow is to become. It runs nothing. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "workflow_drafts")
@SuppressWarnings("NullAway.Init")
class WorkflowDraft extends TenantEntity {

    /** The workflow's. */
    @Id
    private UUID id;

    private String triggerType;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode triggerConfig;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode steps;

    /** An empty object where none is stated. */
    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode enrolment;

    private @Nullable String changeSummary;
    private int baseVersion;
    private UUID changedBy;

    protected WorkflowDraft() {}

    WorkflowDraft(Workflow workflow, WorkflowDraftRequest request, UUID changedBy) {
        id = workflow.getId();
        baseVersion = workflow.getCurrentVersion();
        change(request, changedBy);
    }

    /** It stays made from the version that it was made from, unless the request states another one. */
    final void change(WorkflowDraftRequest request, UUID by) {
        triggerType = request.trigger().path("type").asString();
        triggerConfig = Trigger.config(request.trigger());
        steps = request.steps();
        enrolment = request.enrolment() == null ? JsonNodeFactory.instance.objectNode() : request.enrolment();
        changeSummary = request.changeSummary();
        baseVersion = request.baseVersion() == null ? baseVersion : request.baseVersion();
        changedBy = by;
    }

    /** The workflow as it would be; free to be changed. */
    WorkflowRequest of(Workflow workflow) {
        return new WorkflowRequest(workflow.getName(), workflow.getDescription(), trigger().deepCopy(),
                steps.deepCopy(), enrolment.isEmpty() ? null : (ObjectNode) enrolment.deepCopy(), changeSummary);
    }

    /** As it was authored. */
    ObjectNode trigger() {
        return Trigger.json(triggerType, triggerConfig);
    }

    /** As it was authored; null where nothing was. */
    @Nullable
    ObjectNode enrolment() {
        return enrolment.isEmpty() ? null : (ObjectNode) enrolment;
    }

    public UUID getId() {
        return id;
    }

    public JsonNode getSteps() {
        return steps;
    }

    public @Nullable String getChangeSummary() {
        return changeSummary;
    }

    public int getBaseVersion() {
        return baseVersion;
    }

    public UUID getChangedBy() {
        return changedBy;
    }
}
