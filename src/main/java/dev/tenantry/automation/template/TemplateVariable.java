package dev.tenantry.automation.template;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.automation.workflow.VariableRequest;

/**
 * A variable that a template's workflows have.
 *
 * @param required     whether whoever makes a workflow of it has to say what it is, unless there is a default
 * @param allowedHosts of a secret: to whom it may go
 */
record TemplateVariable(
        String name,
        VariableType type,
        boolean required,
        @Nullable String description,
        @Nullable JsonNode defaultValue,
        @Nullable List<String> allowedHosts) {

    /** What a workflow has, but for its value, which is that workflow's own. */
    TemplateVariable(VariableRequest variable) {
        this(variable.name(), variable.type(), Boolean.TRUE.equals(variable.required()), variable.description(),
                variable.defaultValue(), variable.allowedHosts());
    }

    boolean lacks(@Nullable JsonNode value) {
        return required && (value == null || value.isNull()) && defaultValue == null;
    }

    VariableRequest with(@Nullable JsonNode value) {
        return new VariableRequest(name, type, required, description, defaultValue, value, allowedHosts);
    }
}
