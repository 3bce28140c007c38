package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Calculations;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.automation.expression.Shapes;

/** Gives one of the workflow's variables another value, for the later steps of the run alone: its result is where they find it. */
@Component
class SetVariableAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "another value of a variable, for the steps of this run that come later. Each example takes a variable of that name: a number, and a text with a contact",
              "examples": [{ "variable": "limit", "value": 7 }, { "variable": "email", "expression": "contact.email.trim().lower()" }],
              "type": "object",
              "required": ["variable"],
              "if": { "required": ["expression"] },
              "else": { "required": ["value"] },
              "additionalProperties": false,
              "properties": {
                "variable": { "type": "string", "maxLength": 50, "description": "one of the workflow's variables, but no secret" },
                "value": { "description": "what it is from now on, of the variable's type, texts with placeholders: one that is but a placeholder becomes the value there" },
                "expression": { "type": "string", "minLength": 1, "maxLength": 2000, "description": "instead of value: what it is from now on, in CEL, as conditions are, such as contact.name.trim().lower() or round(trigger.amount_paid / 100, 2); a time becomes its text, and where it comes to no answer the step fails" }
              }
            }""";
    private static final String VARIABLE = "variable";
    private static final String VALUE = "value";
    private static final String EXPRESSION = "expression";

    private final Calculations calculations;

    SetVariableAction(Calculations calculations) {
        this.calculations = calculations;
    }

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
        } else if (step.config().has(EXPRESSION)) {
            if (step.config().has(VALUE)) {
                faults.at(VALUE).add("excluded", "the expression says what it is");
            }
            Calculations.check(step.config().path(EXPRESSION).asString(), type, faults.at(EXPRESSION));
        } else if (StepProperties.known(step.config()).has(VALUE) && type.held(step.config().path(VALUE)) == null) {
            faults.at(VALUE).add("type-mismatch", "the variable is of type " + type);
        }
    }

    @Override
    public Type resultType(Step step) {
        var type = step.variables().get(step.config().path(VARIABLE).asString());
        return new Shapes.Members(
                Map.of(VARIABLE, String.class, VALUE, type == null ? Shapes.ANYTHING : type.type(), Scope.NOW,
                        Instant.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public Set<String> reads(Step step) {
        return step.config().has(EXPRESSION)
                ? Expressions.roots(step.config().path(EXPRESSION).asString())
                : LocalAction.super.reads(step);
    }

    /** It is no text for people yet. */
    @Override
    public JsonNode prepare(StepRun run) {
        var config = run.step().config();
        if (!config.has(EXPRESSION)) {
            return run.filled(config);
        }
        var value = calculations.value(config.path(EXPRESSION).asString(), run.trigger(), run.scope());
        return Outcome.object().put(VARIABLE, config.path(VARIABLE).asString()).set(VALUE, value);
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
        var name = prepared.path(VARIABLE).asString();
        var type = run.step().variables().getOrDefault(name, VariableType.JSON);
        var value = type.held(prepared.path(VALUE));
        if (value == null) {
            return Outcome.failedForGood("the variable " + name + " is of type " + type + ", and the value is not");
        }
        if (value.toString().length() > VariableType.LONGEST) {
            return Outcome.failedForGood("the value is longer than " + VariableType.LONGEST + " characters");
        }
        var result = Outcome.object().put(VARIABLE, name).set(VALUE, value);
        return Outcome.done(run, run.step().config().has(EXPRESSION) ? run.tellNow(result) : result);
    }
}
