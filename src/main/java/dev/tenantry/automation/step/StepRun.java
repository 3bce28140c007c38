package dev.tenantry.automation.step;

import java.util.function.Consumer;

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
 * @param name           does work in the name of the run: what it changes is the run's, and what it tells has its cause
 */
public record StepRun(
        long runId,
        Step step,
        Trigger trigger,
        String idempotencyKey,
        Scope scope,
        ValueFormatter formatter,
        Consumer<Runnable> name) {

    /** Does work in the name of the run, where several runs do theirs in one transaction. */
    public void during(Runnable work) {
        name.accept(work);
    }
}
