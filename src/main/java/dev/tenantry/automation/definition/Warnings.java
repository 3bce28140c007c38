package dev.tenantry.automation.definition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisites.Placed;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;

/** What a workflow's runs fail of as things stand, though nothing is wrong with what it says. */
@Component
public class Warnings {

    private final StepTypes types;
    private final ReachedRecords reached;
    private final IdleSteps idle;
    private final Map<Class<?>, PrerequisiteCheck<?>> checks = new HashMap<>();

    /** @throws IllegalStateException where two checks are of the same kind */
    Warnings(StepTypes types, ReachedRecords reached, IdleSteps idle, List<PrerequisiteCheck<?>> checks) {
        this.types = types;
        this.reached = reached;
        this.idle = idle;
        for (var check : checks) {
            if (this.checks.put(check.kind(), check) != null) {
                throw new IllegalStateException("two classes check " + check.kind().getName());
            }
        }
    }

    /**
     * In the current transaction: the first ones, each at what names it, as far as the caller may know.
     *
     * @param some of which steps
     */
    public List<FieldError> of(UUID workflow, WorkflowDocument document, Predicate<Step> some) {
        var needed = new Prerequisites();
        var trigger = document.trigger();
        if (trigger.type() == Trigger.Type.WEBHOOK) {
            MessageSource.of(trigger).forEach(needed.at("trigger")::add);
        }
        ComparedTag.requireOfFilter(trigger, needed.at("trigger"));
        var goal = document.enrolment().goal();
        if (goal != null) {
            ComparedTag.requireOfFilter(goal.trigger(), needed.at(Enrolment.NAME).at("goal"));
        }
        addSteps(document, some, needed);
        return Stream
                .of(warnings(workflow, needed.all()), reached.warnings(document, some), idle.warnings(document, some))
                .flatMap(List::stream)
                .limit(Faults.MOST)
                .toList();
    }

    /** Likewise, of the steps alone: something else than the trigger begins them. */
    public List<FieldError> ofSteps(UUID workflow, WorkflowDocument document, Predicate<Step> some) {
        var needed = new Prerequisites();
        addSteps(document, some, needed);
        return warnings(workflow, needed.all());
    }

    private void addSteps(WorkflowDocument document, Predicate<Step> some, Prerequisites needed) {
        for (var step : document.steps()) {
            if (some.test(step)) {
                var type = types.of(step.type());
                var place = needed.at(document.place().position()).at(step.index()).at("config");
                ComparedTag.requireOf(step.config(), type.schema(), place);
                type.rule().require(step, place);
            }
            document.within(step).forEach(inner -> addSteps(inner, some, needed));
        }
    }

    private List<FieldError> warnings(UUID workflow, List<Placed> placed) {
        var byKind = placed.stream()
                .map(Placed::prerequisite)
                .collect(Collectors.groupingBy(Prerequisite::getClass, Collectors.toSet()));
        var unmet = new HashMap<Prerequisite, FieldError>();
        byKind.forEach((kind, all) -> unmet.putAll(unmet(workflow, Objects.requireNonNull(checks.get(kind)), all)));
        return placed.stream()
                .filter(one -> unmet.containsKey(one.prerequisite()))
                .map(one -> at(one.position(), Objects.requireNonNull(unmet.get(one.prerequisite()))))
                .limit(Faults.MOST)
                .toList();
    }

    private static FieldError at(String position, FieldError reason) {
        return new FieldError(position, reason.code(), reason.message());
    }

    private static <P extends Prerequisite> Map<P, FieldError> unmet(UUID workflow, PrerequisiteCheck<P> check,
            Set<Prerequisite> all) {
        var known = all.stream()
                .map(check.kind()::cast)
                .filter(one -> Caller.current().permissions().containsAll(one.permissions()))
                .collect(Collectors.toSet());
        var unmet = new HashMap<P, FieldError>();
        if (!known.isEmpty()) {
            check.unmet(workflow, known)
                    .forEach((one, reason) -> unmet.put(one, new FieldError("", one.code(), reason)));
        }
        return unmet;
    }
}
