package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A version of a workflow. @param workflowJson its trigger and steps */
record WorkflowVersionResponse(UUID id, UUID workflowId, int versionNumber, JsonNode workflowJson,
        @Nullable String changeSummary,
        @Nullable UUID createdBy, Instant createdAt) {}
