package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A variable of a workflow. What a secret says is kept sealed, and nowhere else. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "workflow_variables")
@SuppressWarnings("NullAway.Init")
class WorkflowVariable extends TenantEntity {

    @Id
    private UUID id;

    private UUID workflowId;
    @Column(name = "variable_name")
    private String name;
    @Column(name = "variable_type")
    private String type;
    @Column(name = "is_required")
    private boolean required;
    private @Nullable String description;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode defaultValue;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode value;
    private @Nullable String sealed;
    private String[] allowedHosts;

    protected WorkflowVariable() {}

    WorkflowVariable(UUID id, UUID workflowId, VariableRequest request) {
        this.id = id;
        this.workflowId = workflowId;
        change(request);
    }

    /** A secret's value is {@link #seal sealed} besides. */
    void change(VariableRequest request) {
        if (type != null && !type.equals(request.type().toString())) {
            sealed = null;
        }
        name = request.name();
        type = request.type().toString();
        required = Boolean.TRUE.equals(request.required());
        description = request.description();
        defaultValue = request.defaultValue();
        value = request.type() == VariableType.SECRET ? null : request.value();
        allowedHosts = request.hosts().toArray(String[]::new);
    }

    void seal(String text) {
        sealed = text;
    }

    /** What its text is sealed for. */
    static String purpose(UUID id) {
        return "workflow-variables/" + id;
    }

    boolean isSealed() {
        return sealed != null;
    }

    boolean isSet() {
        return value != null || defaultValue != null || sealed != null;
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

    public VariableType getType() {
        return VariableType.of(type);
    }

    public boolean isRequired() {
        return required;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable JsonNode getDefaultValue() {
        return defaultValue;
    }

    public @Nullable JsonNode getValue() {
        return value;
    }

    public List<String> getAllowedHosts() {
        return List.of(allowedHosts);
    }
}
