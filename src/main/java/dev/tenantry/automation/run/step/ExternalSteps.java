package dev.tenantry.automation.run.step;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.IdempotencyKeys;
import dev.tenantry.automation.step.ExternalAction;
import dev.tenantry.automation.step.Outcome;

/** Carries external steps out, outside of any transaction. */
@Component
class ExternalSteps {

    private final StepFailures failures;
    private final AtomicInteger outside = new AtomicInteger();

    ExternalSteps(StepFailures failures) {
        this.failures = failures;
    }

    /**
     * What an external step has been prepared to do, its intent committed.
     *
     * @param isNew whether no attempt before was to do just that
     */
    record Intent(Step step, ExternalAction action, JsonNode prepared, boolean isNew) {}

    /** How many wait for others' servers right now. */
    int outside() {
        return outside.get();
    }

    Outcome act(Claim claim, Intent intent) {
        var key = IdempotencyKeys.of(claim.runId(), intent.step.id());
        outside.incrementAndGet();
        try {
            return intent.action.act(intent.step, key, intent.prepared);
        } catch (Throwable failure) {
            return failures.outcome(claim, failure);
        } finally {
            outside.decrementAndGet();
        }
    }
}
