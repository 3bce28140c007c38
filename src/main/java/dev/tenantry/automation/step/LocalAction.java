package dev.tenantry.automation.step;

import tools.jackson.databind.JsonNode;

/** A step that only writes to our database: its effect is committed with its result, exactly once. */
public non-sealed interface LocalAction extends StepAction {

    Outcome perform(StepRun run, JsonNode prepared);
}
