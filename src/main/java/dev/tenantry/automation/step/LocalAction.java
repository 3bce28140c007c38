package dev.tenantry.automation.step;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step that only writes to our database: its effect is committed with its result, exactly once. */
public non-sealed interface LocalAction extends StepAction {

    /** Characters of what runs are told in one transaction, which holds all of it until it ends. */
    int MOST_TOGETHER = 4_000_000;

    Outcome perform(StepRun run, JsonNode prepared);

    /** Whether it changes anything beyond the run; what does not is carried out in dry runs, too. */
    default boolean writes() {
        return true;
    }

    /**
     * Of a step that is only rehearsed: asks what can be asked without carrying it out.
     *
     * @throws dev.tenantry.shared.problem.ProblemException where the step would fail as things stand
     */
    default void foresee(StepRun run, JsonNode prepared) {}

    /** The record that it changes, {@code contact/17}; null where it changes none, or that is not known. */
    default @Nullable String changes(StepRun run, JsonNode prepared) {
        return null;
    }

    /** Likewise, what the record refuses as it stands, which no step before has changed. */
    default void foreseeOfRecord(StepRun run, JsonNode prepared) {}

    @Override
    default boolean acts() {
        return writes();
    }

    /** A step of a run, and what exactly it is to do. */
    record Prepared(StepRun run, JsonNode config) {}

    /**
     * The same step of several runs in one transaction, each in the name of its run; most write less often together. What has a large
     * result is carried out alone, and so are those behind whom it would be too much together.
     *
     * @return in their order; null for a step that has changed nothing and is to be carried out alone, which tells why
     * @throws RuntimeException where the transaction is to be undone, and each carried out alone
     */
    default List<@Nullable Outcome> performAll(List<Prepared> steps) {
        var outcomes = new ArrayList<@Nullable Outcome>();
        var characters = new int[1];
        for (var step : steps) {
            if (characters[0] > MOST_TOGETHER) {
                outcomes.add(null);
            } else {
                step.run.during(() -> {
                    var outcome = perform(step.run, step.config);
                    var told = !writes() && outcome instanceof Outcome.Done done ? done.characters() : 0;
                    characters[0] += told;
                    outcomes.add(told > Outcome.Done.LARGE ? null : outcome);
                });
            }
        }
        return outcomes;
    }
}
