package dev.tenantry.automation.template;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.workflow.WorkflowSchema;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * A template of workflows.
 *
 * @param templateJson the trigger and the steps
 * @param variables    what its workflows have, and what is to be said of them when one is made
 * @param builtIn      whether the application brings it along: it cannot be deleted
 * @param useCount     how many workflows the organization has made of it
 */
record WorkflowTemplateResponse(
        UUID id,
        String name,
        @Nullable String description,
        TemplateCategory category,
        @Nullable String icon,
        @SchemaResource(value = WorkflowSchema.DOCUMENT, prefix = WorkflowSchema.PREFIX) JsonNode templateJson,
        List<TemplateVariable> variables,
        boolean builtIn,
        int useCount,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("useCount");
    }
}
