package dev.tenantry.automation.step;

import java.time.Duration;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepType;

/** Lets time pass, as a row that is due later. */
@Component
class DelayAction implements LocalAction {

    @Override
    public StepType type() {
        return StepType.DELAY;
    }

    @Override
    public void check(Step step, Faults faults) {
        // the schema says it all
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        return new Outcome.Paused(Duration.parse(prepared.path("duration").asString()));
    }
}
