package dev.tenantry.automation.block;

import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;

/** Runs of other workflows that a run's step begins, in that run's transaction. */
public interface SubWorkflows {

    /** Whether the organization has such a workflow, be it inactive. */
    boolean exists(UUID workflowId);

    /**
     * Begins a run of the workflow's current version, in the same cause, one automation further from it.
     *
     * @param input     what its steps find under {@code trigger}
     * @param isAwaited whether the step waits for its end, and it ends with the step's run
     * @throws dev.tenantry.shared.problem.ProblemException where the workflow is not active, where it needs what this one's publisher may not do,
     *     or where too many automations stand before it
     */
    void start(long runId, Step step, UUID workflowId, JsonNode input, boolean isAwaited);
}
