package dev.tenantry.automation.run.dryrun;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.step.StepRun;

/**
 * Asks steps that are not carried out what they would fail of, as far as that is known: what nobody has told may be something in a run. Each
 * is asked as what it changes stands before the first of them.
 */
final class Foresight {

    private static final String TRIGGER = "trigger";

    private final Set<String> changed;
    /** Whether all that the run finds under {@code trigger} is known. */
    private final boolean knowsTrigger;
    /** Whether it is known which records the run is about. */
    private final boolean knowsRecords;

    /** @param request by what is told of the run */
    Foresight(DryRunRequest request) {
        this.changed = new HashSet<>();
        this.knowsTrigger = request.input() != null || request.eventId() != null;
        this.knowsRecords = knowsTrigger || request.record() != null;
    }

    private Foresight(Set<String> changed) {
        this.changed = changed;
        this.knowsTrigger = false;
        this.knowsRecords = false;
    }

    /** Of another workflow's run: what that is told steps may have come to. */
    Foresight ofOther() {
        return new Foresight(changed);
    }

    /**
     * Why the step would fail; null where it would not, or that is not known.
     *
     * @param isStated whether the caller says what the step comes to, so that nothing is to be foreseen of it
     * @throws dev.tenantry.shared.problem.ProblemException where it would be refused
     */
    @Nullable
    String objection(StepAction action, StepRun run, JsonNode prepared, boolean isStated) {
        var isKnown = !isStated && isKnown(action, run);
        var record = action instanceof LocalAction local ? local.changes(run, prepared) : null;
        var isFirst = record != null && changed.add(record);
        var objection = isKnown ? action.objection(run.step(), prepared) : null;
        if (isKnown && objection == null && action instanceof LocalAction local) {
            local.foresee(run, prepared);
            if (isFirst) {
                local.foreseeOfRecord(run, prepared);
            }
        }
        return objection;
    }

    /** Whether all that it goes by is there, or is known to be nothing. */
    private boolean isKnown(StepAction action, StepRun run) {
        var implied = action.implied(run.step()).stream().filter(path -> {
            var value = run.scope().at(path);
            return value.isMissingNode() || value.isNull();
        });
        return Stream.concat(Unresolved.of(run.step(), false, run.scope()).stream(), implied)
                .map(Scope::rootOf)
                .allMatch(root -> isKnown(root, run.scope()));
    }

    private boolean isKnown(String root, Scope scope) {
        if (root.equals(TRIGGER)) {
            return knowsTrigger;
        }
        return Scope.RECORDS.contains(root)
                && (scope.at(root).isObject() || knowsRecords && isLedToByNoChange(root));
    }

    /** No record that a step has changed may belong to one of the kind by then. */
    private boolean isLedToByNoChange(String type) {
        return Objects.requireNonNull(Scope.IDS.get(type))
                .stream()
                .map(Scope::rootOf)
                .noneMatch(root -> changed.stream().anyMatch(record -> record.startsWith(root + "/")));
    }
}
