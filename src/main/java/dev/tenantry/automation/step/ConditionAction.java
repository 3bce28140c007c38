package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.automation.definition.Comparison;
import dev.tenantry.automation.definition.ComparisonRule;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.problem.ProblemException;

/** Chooses the step that follows. */
@Component
class ConditionAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "where the run goes on",
              "examples": [{ "field": "trigger.amount.amount", "operator": "gte", "value": "10000", "onFalse": "end" },
                  { "expression": "has(contact.email) && contact.email.endsWith('.org')", "onFalse": "end" }],
              "type": "object",
              "if": { "required": ["expression"] },
              "else": { "required": ["field", "operator"],
                  "description": "state field, operator and value, or an expression in their place",
                  "if": { "properties": { "operator": { "const": "exists" } } },
                  "else": { "required": ["value"] } },
              "additionalProperties": false,
              "properties": {
                "field": { "$ref": "#/$defs/path" },
                "operator": { "$ref": "#/$defs/operator" },
                "value": { "$ref": "#/$defs/compared" },
                "expression": { "$ref": "#/$defs/expression" },
                "onTrue": { "$ref": "#/$defs/stepReference",
                    "description": "the step that follows where it holds: its id, or its place, counted from 0; absent: the next one" },
                "onFalse": { "$ref": "#/$defs/stepReference",
                    "description": "the step that follows where it does not hold; absent: the next one, too" }
              }
            }""";

    private static final int LONGEST_SHOWN = 1000;

    private final Comparisons comparisons;

    ConditionAction(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @Override
    public String type() {
        return "condition";
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
    public void check(Step step, Faults faults) {
        ComparisonRule.check(Comparison.read(step.config()), faults);
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of("holds", Boolean.class, "value", Shapes.ANYTHING, Scope.NOW, Instant.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public Set<String> reads(Step step) {
        return Comparison.read(step.config()).roots();
    }

    /** Nothing is filled in: what it compares with is meant literally. */
    @Override
    public JsonNode prepare(StepRun run) {
        return run.step().config();
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        return outcome(run, Comparison.read(prepared), comparisons.hold(question(run, prepared)));
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    /** One exchange with the database for the texts of all of them; each alone where one of them comes to no answer. */
    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps, BooleanSupplier hasTime) {
        List<Boolean> answers;
        try {
            answers = comparisons.hold(steps.stream().map(step -> question(step.run(), step.config())).toList());
        } catch (ProblemException _) {
            return Collections.nCopies(steps.size(), null);
        }
        var outcomes = new ArrayList<@Nullable Outcome>();
        for (var place = 0; place < steps.size(); place++) {
            var step = steps.get(place);
            outcomes.add(outcome(step.run(), Comparison.read(step.config()), answers.get(place)));
        }
        return outcomes;
    }

    private static Comparisons.Question question(StepRun run, JsonNode prepared) {
        return new Comparisons.Question(run.trigger(), List.of(Comparison.read(prepared)), run.scope());
    }

    private static Outcome outcome(StepRun run, Comparison comparison, boolean holds) {
        var result = Outcome.object().put("holds", holds);
        run.tellNow(result);
        var value = comparison.isExpression() ? MissingNode.getInstance() : run.scope().at(comparison.field());
        if (value.isValueNode() && !value.isMissingNode() && value.asString("").length() <= LONGEST_SHOWN) {
            result.set("value", value);
        }
        return new Outcome.Done(result, run.step().target(holds ? "onTrue" : "onFalse"));
    }
}
