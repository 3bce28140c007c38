package dev.tenantry.automation.run.dryrun;

import java.util.HashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.StepRun;

/** Asks steps that are not carried out what they would be refused for, each as what it changes stands before the first of them. */
final class Foresight {

    private final Set<String> changed = new HashSet<>();

    /**
     * @param isStated whether the caller says what the step comes to, so that nothing is to be foreseen of it
     * @throws dev.tenantry.shared.problem.ProblemException where it would be refused
     */
    void ask(LocalAction action, StepRun run, JsonNode prepared, boolean isStated) {
        var record = action.changes(run, prepared);
        var isFirst = record != null && changed.add(record);
        if (isStated || !isKnown(run)) {
            return;
        }
        action.foresee(run, prepared);
        if (isFirst) {
            action.foreseeOfRecord(run, prepared);
        }
    }

    /** Whether what its texts name is there, or is known to be empty: what nobody has told may be something in a run. */
    private static boolean isKnown(StepRun run) {
        return Unresolved.of(run.step(), false, run.scope())
                .stream()
                .map(Scope::rootOf)
                .allMatch(root -> Scope.RECORDS.contains(root) && run.scope().at(root).isObject());
    }
}
