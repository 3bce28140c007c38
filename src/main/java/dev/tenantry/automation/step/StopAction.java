package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepIds;
import dev.tenantry.automation.expression.Shapes;

/** Ends the run where it stands, well or not. */
@Component
class StopAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "the end of the run",
              "examples": [{ "outcome": "failed", "reason": "{{contact.name}} has no address" }, {}],
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "outcome": { "enum": ["succeeded", "failed"], "description": "how the run has ended then; absent: succeeded" },
                "reason": { "type": "string", "maxLength": 500, "description": "text with placeholders, for whoever looks at the run" }
              }
            }""";

    @Override
    public String type() {
        return "stop";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public boolean isBranching() {
        return true;
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of("reason", String.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
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
        var reason = prepared.path("reason").asString("");
        if (prepared.path("outcome").asString("").equals("failed")) {
            return Outcome.failedForGood(reason.isBlank() ? "the workflow ends it so" : reason);
        }
        var result = reason.isBlank() ? Outcome.object() : Outcome.object().put("reason", reason);
        return new Outcome.Done(result, run.step().target(StringNode.valueOf(StepIds.END)));
    }
}
