package dev.tenantry.automation.step;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;

/**
 * A step that another module carries out: it is handed over in the transaction that notes it, and the run waits. Further
 * attempts are that module's, which wakes the run whenever there is news.
 */
public non-sealed interface DelegatedAction extends StepAction {

    /** Hands over what is to be done, in the run's transaction: once, and once more where that failed and the run is tried again. */
    void delegate(StepRun run, JsonNode prepared);

    /** How it stands, in the run's transaction. */
    Delegation look(long runId, Step step, JsonNode prepared);
}
