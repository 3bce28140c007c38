package dev.tenantry.automation.step;

import java.time.Duration;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;

/**
 * A step that acts on the world. Its intent is committed first, then it acts outside of any transaction, then the outcome
 * is committed: it may act again where the process dies in between, under the same idempotency key.
 */
public non-sealed interface ExternalAction extends StepAction {

    /** How long an attempt may take where its step does not say. */
    Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Acts, outside of any transaction.
     *
     * @param step which says how long it may take, and what follows
     */
    Outcome act(Step step, String idempotencyKey, JsonNode prepared);
}
