package dev.tenantry.automation.workflow;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.StepIds;
import dev.tenantry.shared.web.SchemaResource;

/**
 * What a workflow is to become.
 *
 * @param trigger       as of {@link WorkflowRequest}, and the steps, the enrolment and the summary of the version, too
 * @param baseVersion   the version that it is made from; absent: of a new draft the current one, of another one as before
 */
record WorkflowDraftRequest(
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) @NotNull ObjectNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) @NotNull JsonNode steps,
        @SchemaResource(value = WorkflowSchema.ENROLMENT, prefix = WorkflowSchema.PREFIX) @Nullable ObjectNode enrolment,
        @Size(max = 500) @Nullable String changeSummary,
        @Positive @Nullable Integer baseVersion) {

    /** The steps have ids from here on. */
    WorkflowDraftRequest {
        StepIds.addMissing(steps);
    }

    /** The workflow as it would be, whatever it is called. */
    WorkflowRequest workflow() {
        return new WorkflowRequest("", null, trigger, steps, enrolment, changeSummary);
    }
}
