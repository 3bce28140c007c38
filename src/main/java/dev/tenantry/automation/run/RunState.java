package dev.tenantry.automation.run;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;

/**
 * Where a run stands, read under the lock that its writes need.
 *
 * @param publisher   with whose rights it acts
 * @param attempt     how many attempts at the step have failed
 * @param isAtRest    whether the organization's work is to wait
 * @param isTrashed   whether the workflow is in the trash
 * @param triggerData the values that texts and conditions find under {@code trigger} and {@code event}
 * @param begun       what is kept of earlier attempts at the step
 */
record RunState(long runId, @Nullable UUID publisher, UUID workflowId, String workflowName, WorkflowDocument document,
        int stepIndex, int attempt,
        boolean isAtRest, boolean isTrashed, JsonNode triggerData,
        @Nullable Begun begun) {

    /**
     * A step that was begun.
     *
     * @param prepared what exactly is to be done; null where no attempt has got so far
     * @param isPaused whether it is a pause
     * @param isOver   whether the pause is over
     */
    record Begun(@Nullable JsonNode prepared, boolean isPaused, boolean isOver) {}

    boolean isThrough() {
        return stepIndex >= document.steps().size();
    }

    Step step() {
        return document.steps().get(stepIndex);
    }
}
