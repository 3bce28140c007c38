package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.FieldError;

/** Steps that come to nothing, though nothing is wrong with what they say: no run comes to them, or goes on otherwise because of them. */
@Component
class IdleSteps {

    private static final String CONDITION = "condition";

    private final StepTypes types;

    IdleSteps(StepTypes types) {
        this.types = types;
    }

    /** Each at the step. @param some of which steps */
    List<FieldError> warnings(WorkflowDocument document, Predicate<Step> some) {
        var told = new ArrayList<FieldError>();
        var isReached = new boolean[document.steps().size() + 1];
        isReached[0] = true;
        for (var step : document.steps()) {
            var place = document.place().position() + "[" + step.index() + "]";
            if (isReached[step.index()]) {
                following(step).filter(next -> next > step.index() && next < isReached.length)
                        .forEach(next -> isReached[next] = true);
            } else if (some.test(step)) {
                told.add(new FieldError(place, "never-reached", "no step leads here: no run comes to it"));
            }
            if (some.test(step) && step.type().equals(CONDITION) && decidesNothing(step, document)) {
                told.add(new FieldError(place + ".config", "no-effect",
                        "runs go on with the same step whether or not it holds: onTrue or onFalse says otherwise"));
            }
            document.within(step).forEach(inner -> told.addAll(warnings(inner, some)));
        }
        return told;
    }

    /** Of a draft they may lead anywhere. */
    private IntStream following(Step step) {
        var targets = types.targets(step.type());
        var named = targets.stream().filter(step.config()::has).mapToInt(step::target);
        if (!types.isBranching(step.type())) {
            return IntStream.concat(IntStream.of(step.next()), named);
        }
        var cases = step.config().path("cases").valueStream().mapToInt(one -> step.target(one.path("goTo")));
        return targets.isEmpty()
                ? IntStream.empty()
                : IntStream.concat(cases, targets.stream().mapToInt(step::target));
    }

    /** What it comes to, later steps may name; behind the last one further steps may be to come. */
    private static boolean decidesNothing(Step step, WorkflowDocument document) {
        var isLast = step.index() + 1 == step.places().end();
        return step.target("onTrue") == step.target("onFalse")
                && !(isLast && (step.config().has("onTrue") || step.config().has("onFalse")))
                && document.steps()
                        .stream()
                        .skip(step.index() + 1L)
                        .noneMatch(later -> later.config().toString().contains(step.id()));
    }
}
