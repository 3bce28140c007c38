package dev.tenantry.automation.step;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.definition.ValueFormatter;

/**
 * A step as a run comes to it.
 *
 * @param idempotencyKey the same for every attempt at this step of this run, and for no other
 * @param trigger        of the run's workflow: what it says of what paths lead to
 * @param scope          the values that its texts and conditions can name
 * @param formatter      how they stand in texts for people
 */
public record StepRun(
        long runId,
        Step step,
        Trigger trigger,
        String idempotencyKey,
        Scope scope,
        ValueFormatter formatter) {}
