package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;

/** A version of a workflow. @param workflowJson its trigger and steps */
record WorkflowVersionResponse(
        UUID id,
        UUID workflowId,
        int versionNumber,
        @SchemaResource(value = WorkflowSchema.DOCUMENT, prefix = WorkflowSchema.PREFIX) JsonNode workflowJson,
        @Nullable String changeSummary,
        @Nullable UUID createdBy,
        Instant createdAt) {}
