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

    /** What is kept of an attempt before, with what that could not be made of. Called as {@link #prepare}, before each attempt but the first. */
    default JsonNode completed(Step step, JsonNode kept) {
        return kept;
    }

    /** What is to be kept where nobody was asked by what was prepared, so that a later attempt makes the rest of it as things stand then. */
    default JsonNode unasked(Step step, JsonNode prepared) {
        return prepared;
    }

    /**
     * Acts, outside of any transaction.
     *
     * @param step which says how long it may take, and what follows
     */
    Outcome act(Step step, String idempotencyKey, JsonNode prepared);
}
