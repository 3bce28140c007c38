package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.automation.expression.Shapes;

/** Gives one of the workflow's variables another value, for the later steps of the run alone: its result is where they find it. */
@Component
class SetVariableAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "another value of a variable, for the steps of this run that come later. The example takes a variable of that name and a number",
              "examples": [{ "variable": "limit", "value": 7 }],
              "type": "object",
              "required": ["variable", "value"],
              "additionalProperties": false,
              "properties": {
                "variable": { "type": "string", "maxLength": 50, "description": "one of the workflow's variables, but no secret" },
                "value": { "description": "what it is from now on, of the variable's type, texts with placeholders: one that is but a placeholder becomes the value there" }
              }
            }""";
    private static final String VARIABLE = "variable";
    private static final String VALUE = "value";

    @Override
    public String type() {
        return "set_variable";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        faults.at(VALUE).templates(step.config().path(VALUE));
        var name = step.config().path(VARIABLE).asString();
        var type = step.variables().get(name);
        if (type == null || type == VariableType.SECRET) {
            faults.at(VARIABLE).add("unknown", "the workflow has no variable " + name + " that a step can change");
        } else if (StepProperties.known(step.config()).has(VALUE) && type.held(step.config().path(VALUE)) == null) {
            faults.at(VALUE).add("type-mismatch", "the variable is of type " + type);
        }
    }

    @Override
    public Type resultType(Step step) {
        var type = step.variables().get(step.config().path(VARIABLE).asString());
        return new Shapes.Members(
                Map.of(VARIABLE, String.class, VALUE, type == null ? Shapes.ANYTHING : type.type()));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    /** It is no text for people yet. */
    @Override
    public JsonNode prepare(StepRun run) {
        return run.filled(run.step().config());
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        var name = prepared.path(VARIABLE).asString();
        var type = run.step().variables().getOrDefault(name, VariableType.JSON);
        var value = type.held(prepared.path(VALUE));
        if (value == null) {
            return Outcome.failedForGood("the variable " + name + " is of type " + type + ", and the value is not");
        }
        if (value.toString().length() > VariableType.LONGEST) {
            return Outcome.failedForGood("the value is longer than " + VariableType.LONGEST + " characters");
        }
        return Outcome.done(run, Outcome.object().put(VARIABLE, name).set(VALUE, value));
    }
}
