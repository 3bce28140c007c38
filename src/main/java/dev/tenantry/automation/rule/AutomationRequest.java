package dev.tenantry.automation.rule;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.workflow.WorkflowSchema;
import dev.tenantry.shared.web.SchemaResource;

/**
 * When this happens and that holds, do something.
 *
 * @param event      {@code contact.created}
 * @param conditions comparisons of what the event tells, and of the records that it is about as they are then, all of which must hold; absent: none
 * @param action     a step, as workflows have it
 */
record AutomationRequest(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 100) String event,
        @SchemaResource(value = WorkflowSchema.FILTER, prefix = WorkflowSchema.PREFIX) @Nullable ArrayNode conditions,
        @SchemaResource(value = WorkflowSchema.STEP, prefix = WorkflowSchema.PREFIX) @NotNull ObjectNode action) {

    JsonNode all() {
        return conditions == null ? JsonNodeFactory.instance.arrayNode() : conditions;
    }

    RuleWorkflow workflow() {
        return new RuleWorkflow(name, event, all(), action);
    }
}
