package dev.tenantry.automation.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;

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
     * Whether it takes many runs little more time than one, and waits for nobody, so that it may be carried out where others wait: by what
     * dispatches the events that begin its runs.
     */
    default boolean isQuick() {
        return false;
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
     * @param hasTime asked before each but the first, where they are carried out one after the other
     * @return in their order; null for a step that has changed nothing and is to be carried out alone, which tells why. Those behind its end
     *         have not been begun
     * @throws RuntimeException where the transaction is to be undone, and each carried out alone
     */
    default List<@Nullable Outcome> performAll(List<Prepared> steps, BooleanSupplier hasTime) {
        var outcomes = new ArrayList<@Nullable Outcome>();
        var characters = 0;
        for (var step : steps) {
            if (!outcomes.isEmpty() && !hasTime.getAsBoolean()) {
                break;
            }
            if (characters > MOST_TOGETHER) {
                outcomes.add(null);
            } else {
                step.run.during(() -> outcomes.add(performOne(step)));
                var told = !writes() && outcomes.getLast() instanceof Outcome.Done done ? done.characters() : 0;
                characters += told;
                if (told > Outcome.Done.LARGE) {
                    outcomes.set(outcomes.size() - 1, null);
                }
            }
        }
        return outcomes;
    }

    /** One of several; null where it is refused, and has changed nothing. */
    private @Nullable Outcome performOne(Prepared step) {
        try {
            return perform(step.run, step.config);
        } catch (ProblemException refusal) {
            if (isUndoneByRefusal()) {
                return null;
            }
            throw refusal;
        }
    }

    /** Whether nothing of a step has been done that is refused. */
    default boolean isUndoneByRefusal() {
        return !writes();
    }
}
