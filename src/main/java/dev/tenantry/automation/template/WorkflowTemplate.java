package dev.tenantry.automation.template;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What a workflow can be made of. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "workflow_templates")
@SuppressWarnings("NullAway.Init")
class WorkflowTemplate extends TenantEntity {

    @Id
    private UUID id;

    private String name;
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private TemplateCategory category;

    private @Nullable String icon;

    /** The trigger and the steps. */
    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode templateJson;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode variables;

    /** Whether every organization has it, because the application brings it along. */
    @Column(name = "is_public", updatable = false)
    private boolean builtIn;

    private @Nullable UUID createdBy;

    /** Counted in the database. */
    @Column(insertable = false, updatable = false)
    private int useCount;

    protected WorkflowTemplate() {}

    WorkflowTemplate(UUID id, WorkflowTemplateRequest request, JsonNode templateJson, JsonNode variables,
            UUID createdBy) {
        this.id = id;
        this.name = request.name();
        this.description = request.description();
        this.category = request.category() == null ? TemplateCategory.CUSTOM : request.category();
        this.icon = request.icon();
        this.templateJson = templateJson;
        this.variables = variables;
        this.createdBy = createdBy;
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public TemplateCategory getCategory() {
        return category;
    }

    public @Nullable String getIcon() {
        return icon;
    }

    public JsonNode getTemplateJson() {
        return templateJson;
    }

    public JsonNode getVariables() {
        return variables;
    }

    public boolean isBuiltIn() {
        return builtIn;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }

    public int getUseCount() {
        return useCount;
    }
}
