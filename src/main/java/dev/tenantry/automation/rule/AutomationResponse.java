package dev.tenantry.automation.rule;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.workflow.WorkflowSchema;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * A rule of one line.
 *
 * @param workflowId the workflow that carries it out, where its runs and versions are
 * @param active     whether the event is reacted to
 * @param warnings   what its runs fail of as things stand, each at what names it, as far as the caller may know; at most 20, and none in lists
 */
record AutomationResponse(
        UUID id,
        UUID workflowId,
        String name,
        String event,
        @SchemaResource(value = WorkflowSchema.FILTER, prefix = WorkflowSchema.PREFIX) JsonNode conditions,
        @SchemaResource(value = WorkflowSchema.STEP, prefix = WorkflowSchema.PREFIX) JsonNode action,
        boolean active,
        @Nullable List<FieldError> warnings,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("active", "warnings");
    }
}
