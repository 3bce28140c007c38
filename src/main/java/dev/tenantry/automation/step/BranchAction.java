package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Comparison;
import dev.tenantry.automation.definition.ComparisonRule;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.problem.ProblemException;

/** Chooses the step that follows among several: the first case that holds decides, and the later ones are not looked at. */
@Component
class BranchAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "where the run goes on, by the first case that holds",
              "examples": [{ "cases": [{ "when": [{ "field": "trigger.amount.amount", "operator": "gte", "value": "10000" }], "goTo": "end" }] }],
              "type": "object",
              "required": ["cases"],
              "additionalProperties": false,
              "properties": {
                "cases": { "type": "array", "minItems": 1, "maxItems": 20, "description": "in their order", "items": {
                    "type": "object", "required": ["when", "goTo"], "additionalProperties": false,
                    "properties": {
                      "when": { "type": "array", "minItems": 1, "maxItems": 10, "items": { "$ref": "#/$defs/comparison" },
                          "description": "all of them must hold" },
                      "goTo": { "$ref": "#/$defs/stepReference",
                          "description": "the step that follows then: its id, or its place, counted from 0" }
                    } } },
                "else": { "$ref": "#/$defs/stepReference",
                    "description": "the step that follows where no case holds; absent: the next one" }
              }
            }""";
    private static final String CASES = "cases";
    private static final String WHEN = "when";
    private static final String GO_TO = "goTo";

    private final Comparisons comparisons;

    BranchAction(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @Override
    public String type() {
        return "branch";
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
        var index = 0;
        for (var one : step.config().path(CASES)) {
            var at = faults.at(CASES).at(index++);
            at.at(GO_TO).forward(step, step.target(one.path(GO_TO)));
            var place = 0;
            for (var comparison : one.path(WHEN)) {
                ComparisonRule.check(Comparison.read(comparison), at.at(WHEN).at(place++));
            }
        }
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of("case", Integer.class, Scope.NOW, Instant.class));
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    @Override
    public Set<String> reads(Step step) {
        var roots = new HashSet<String>();
        step.config().path(CASES).forEach(one -> read(one).forEach(comparison -> roots.addAll(comparison.roots())));
        return roots;
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
        var index = 0;
        for (var one : prepared.path(CASES)) {
            if (comparisons.hold(question(run, one))) {
                return chosen(run, index);
            }
            index++;
        }
        return otherwise(run);
    }

    @Override
    public boolean isQuick() {
        return true;
    }

    /** One exchange with the database for the texts of a case of all of them; each alone where one of them comes to no answer. */
    @Override
    public List<@Nullable Outcome> performAll(List<Prepared> steps, BooleanSupplier hasTime) {
        var outcomes = new Outcome[steps.size()];
        var open = new ArrayList<>(IntStream.range(0, steps.size()).boxed().toList());
        try {
            for (var index = 0; !open.isEmpty(); index++) {
                decide(index, steps, open, outcomes);
            }
        } catch (ProblemException _) {
            return Collections.nCopies(steps.size(), null);
        }
        return Arrays.asList(outcomes);
    }

    /** @param open the places of those that no case before this one has decided, which are fewer afterwards */
    private void decide(int index, List<Prepared> steps, List<Integer> open, Outcome[] outcomes) {
        open.removeIf(place -> {
            var step = steps.get(place);
            if (index < step.config().path(CASES).size()) {
                return false;
            }
            outcomes[place] = otherwise(step.run());
            return true;
        });
        var answers = comparisons.hold(open.stream()
                .map(place -> question(steps.get(place).run(), steps.get(place).config().path(CASES).path(index)))
                .toList()).iterator();
        open.removeIf(place -> {
            if (!answers.next()) {
                return false;
            }
            outcomes[place] = chosen(steps.get(place).run(), index);
            return true;
        });
    }

    private static Comparisons.Question question(StepRun run, JsonNode one) {
        return new Comparisons.Question(run.trigger(), read(one), run.scope());
    }

    private static Outcome chosen(StepRun run, int index) {
        return new Outcome.Done(run.tellNow(Outcome.object().put("case", index)),
                run.step().target(run.step().config().path(CASES).path(index).path(GO_TO)));
    }

    private static Outcome otherwise(StepRun run) {
        return new Outcome.Done(run.tellNow(Outcome.object()), run.step().target("else"));
    }

    private static List<Comparison> read(JsonNode one) {
        return one.path(WHEN).valueStream().map(Comparison::read).toList();
    }
}
