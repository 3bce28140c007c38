package dev.tenantry.automation.rule;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A rule of one line. The workflow that carries it out is made of it, and so are that one's versions. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "automations")
@SuppressWarnings("NullAway.Init")
class Automation extends TenantEntity {

    @Id
    private UUID id;

    private UUID workflowId;
    private String name;
    private String eventName;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode conditions;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode action;

    private @Nullable UUID createdBy;

    protected Automation() {}

    Automation(UUID id, UUID workflowId, AutomationRequest request, UUID createdBy) {
        this.id = id;
        this.workflowId = workflowId;
        this.createdBy = createdBy;
        change(request);
    }

    void change(AutomationRequest request) {
        name = request.name();
        eventName = request.event();
        conditions = request.all();
        action = request.action();
    }

    RuleWorkflow workflow() {
        return new RuleWorkflow(name, eventName, conditions, action);
    }

    public UUID getId() {
        return id;
    }

    public UUID getWorkflowId() {
        return workflowId;
    }

    public String getName() {
        return name;
    }

    public String getEvent() {
        return eventName;
    }

    public JsonNode getConditions() {
        return conditions;
    }

    public JsonNode getAction() {
        return action;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }
}
