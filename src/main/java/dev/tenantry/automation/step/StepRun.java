package dev.tenantry.automation.step;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;

/**
 * A step as a run comes to it.
 *
 * @param idempotencyKey the same for every attempt at this step of this run, and for no other
 * @param scope          the values that its texts and conditions can name
 */
public record StepRun(long runId, Step step, String idempotencyKey, Scope scope) {}
