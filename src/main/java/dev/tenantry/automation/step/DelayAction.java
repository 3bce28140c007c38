package dev.tenantry.automation.step;

import java.time.Duration;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;

/** Lets time pass, as a row that is due later. */
@Component
class DelayAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "how long to wait",
              "examples": [{ "duration": "P1D" }],
              "type": "object",
              "required": ["duration"],
              "additionalProperties": false,
              "properties": { "duration": { "$ref": "#/$defs/duration" } }
            }""";

    @Override
    public String type() {
        return "delay";
    }

    @Override
    public String schema() {
        return SCHEMA;
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
