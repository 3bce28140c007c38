package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;

/**
 * A version of a workflow.
 *
 * @param workflowJson    its trigger and steps
 * @param publishedBy     with whose rights runs of it begin; absent where it is not in force
 * @param publishedScopes what is left to them of what that member may do: what the API key had by which it was published; absent where all is
 */
record WorkflowVersionResponse(
        UUID id,
        UUID workflowId,
        int versionNumber,
        @SchemaResource(value = WorkflowSchema.DOCUMENT, prefix = WorkflowSchema.PREFIX) JsonNode workflowJson,
        @Nullable String changeSummary,
        @Nullable UUID createdBy,
        @Nullable UUID publishedBy,
        @Nullable List<String> publishedScopes,
        Instant createdAt) {}
