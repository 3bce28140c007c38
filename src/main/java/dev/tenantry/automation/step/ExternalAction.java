package dev.tenantry.automation.step;

import java.time.Duration;

import tools.jackson.databind.JsonNode;

/**
 * A step that acts on the world. Its intent is committed first, then it acts outside of any transaction, then the outcome
 * is committed: it may act again where the process dies in between, under the same idempotency key.
 */
public non-sealed interface ExternalAction extends StepAction {

    /**
     * Acts, outside of any transaction.
     *
     * @param next    the step that follows
     * @param timeout how long it may take
     */
    Outcome act(String idempotencyKey, JsonNode prepared, int next, Duration timeout);
}
