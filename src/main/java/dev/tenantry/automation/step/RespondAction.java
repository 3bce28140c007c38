package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;

/** Says what whoever calls the workflow and waits is answered. */
@Component
public class RespondAction implements LocalAction {

    public static final String TYPE = "respond";
    public static final String BODY = "body";

    private static final String SCHEMA = """
            {
              "description": "what a call of the workflow that waits is answered (POST /workflows/{id}/calls) once the run has succeeded, in place of the run, and what a sub_workflow step of another workflow has as its result: of several that the run comes to the last one counts, and none that stands within another step. The run goes on",
              "examples": [{ "body": { "customer": "{{contact.name}}", "score": 7 } }],
              "type": "object",
              "required": ["body"],
              "additionalProperties": false,
              "properties": {
                "body": { "description": "any JSON, texts with placeholders; one that is but a placeholder becomes the value there" }
              }
            }""";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of(BODY, Shapes.ANYTHING));
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.at(BODY).templates(step.config().path(BODY));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    /** Whoever calls is a program. */
    @Override
    public JsonNode prepare(StepRun run) {
        var config = run.filled(run.step().config());
        DocumentSize.INPUT.check(BODY, config.path(BODY));
        return config;
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        return Outcome.done(run, prepared);
    }
}
