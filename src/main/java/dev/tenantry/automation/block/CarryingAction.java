package dev.tenantry.automation.block;

import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;

/** A step that carries out another workflow, to be tried without a run being begun. */
public interface CarryingAction {

    UUID workflow(Step step);

    /** What the other one's steps find under {@code trigger}. @param prepared what exactly the step is to do */
    JsonNode input(JsonNode prepared);

    /** Whether the step waits for what becomes of it. */
    boolean isAwaited(Step step);
}
