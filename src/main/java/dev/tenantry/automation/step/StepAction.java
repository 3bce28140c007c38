package dev.tenantry.automation.step;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepRule;
import dev.tenantry.shared.record.TextUse;

/** Carries out one type of steps. */
public sealed interface StepAction extends StepRule permits LocalAction, ExternalAction, DelegatedAction {

    /**
     * What exactly is to be done: the config with its texts filled in. Called once a step of a run, in a transaction, and
     * kept, so that a repeated attempt does the same again. All of its texts are for people, unless it says otherwise.
     */
    default JsonNode prepare(StepRun run) {
        return run.filled(run.step().config(), _ -> TextUse.READ);
    }

    /** Likewise, as whoever only tries the step may see it. */
    default JsonNode shown(JsonNode prepared) {
        return prepared;
    }

    /** Why what is prepared cannot be carried out, whatever stands in the database and whoever would be asked; null where it can. */
    default @Nullable String objection(Step step, JsonNode prepared) {
        return null;
    }

    /** Where the paths lead that the step reads without saying so: {@code contact.id}, where it states no record. */
    default Set<String> implied(Step step) {
        return Set.of();
    }

    @Override
    default Set<String> reads(Step step) {
        var roots = new HashSet<>(StepRule.super.reads(step));
        implied(step).forEach(path -> roots.add(Scope.rootOf(path)));
        return roots;
    }

    /** Of a step that is only rehearsed: what follows, as it would, where somebody states what it comes to. */
    default Outcome rehearsed(StepRun run, JsonNode result) {
        return Outcome.done(run, result);
    }
}
