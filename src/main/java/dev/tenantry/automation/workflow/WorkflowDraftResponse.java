package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * What a workflow is to become. It runs nothing until it is published.
 *
 * @param baseVersion    the version that it was made from
 * @param currentVersion the workflow's; where it is another one, whoever publishes the draft states it
 * @param changedBy      who wrote it last
 * @param problems       why it would be refused if the caller published it, each at what it is about; at most 20, and none where it would not
 * @param warnings       what runs would fail of as things stand, as of a workflow; none where there are problems but for what it names and is
 *                       not there
 */
record WorkflowDraftResponse(
        UUID workflowId,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) JsonNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) JsonNode steps,
        @SchemaResource(value = WorkflowSchema.ENROLMENT, prefix = WorkflowSchema.PREFIX) @Nullable JsonNode enrolment,
        @Nullable String changeSummary,
        int baseVersion,
        int currentVersion,
        UUID changedBy,
        List<FieldError> problems,
        List<FieldError> warnings,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("currentVersion", "problems", "warnings");
    }
}
