package dev.tenantry.automation.block;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.step.Delegation;

/**
 * The runs that a run's step has begun, in that run's transactions. They share its version, its rights, its cause and what its
 * steps have come to. It is woken whenever one of them ends.
 */
public interface ChildRuns {

    /**
     * A run to begin.
     *
     * @param part   which of the step's runs it is: 17
     * @param place  where its steps stand in the step
     * @param locals what its steps can name besides
     * @param own    the record whose texts are in these, as {@code contact/17}; null where there is none
     */
    record Part(int part, List<String> place, JsonNode locals, @Nullable String own) {}

    /**
     * How the step's runs stand.
     *
     * @param begun  all of them
     * @param alive  those that have not ended
     * @param turnedAway those that the enrolment of another workflow let not in
     * @param error  of the first one that has failed, behind where it stands: {@code each.3: …}
     * @param wrong  which one that is
     * @param waited how long ago the step was begun
     */
    record Standing(
            int begun,
            int alive,
            int succeeded,
            int turnedAway,
            @Nullable String error,
            @Nullable Integer wrong,
            Duration waited) {

        private static final Duration SOONEST = Duration.ofMinutes(1);
        private static final Duration LATEST = Duration.ofHours(1);

        int failed() {
            return begun - alive - succeeded;
        }

        /** Why the step fails. @param called what the first of the runs that have failed is called */
        String failure(String called) {
            var told = error == null || wrong == null
                    ? String.valueOf(error)
                    : error.replaceFirst("\\." + wrong + ": ", Matcher.quoteReplacement("." + called + ": "));
            var others = failed() - 1;
            return "failed for " + told
                    + (others > 0 ? "; " + others + (others == 1 ? " other" : " others") + " failed, too" : "");
        }

        /**
         * The run waits until one of them ends, which wakes it. Where whoever was to do that has died just then it looks by itself: after a
         * minute at first, then after as long as it has waited already, up to an hour.
         */
        Delegation.Waiting awaited() {
            var lookAgain = waited.compareTo(SOONEST) < 0 ? SOONEST : waited;
            return new Delegation.Waiting(null, lookAgain.compareTo(LATEST) > 0 ? LATEST : lookAgain);
        }
    }

    /**
     * What one of them has come to.
     *
     * @param result   of its last step, null where it has none that is short enough to be copied; of another workflow's run, what that one answers,
     *                 where it does
     * @param summary  of the run; null where it has none
     * @param subjects whose texts may be in it
     */
    record Result(
            int part,
            long runId,
            String status,
            @Nullable String error,
            @Nullable JsonNode result,
            @Nullable JsonNode summary,
            Collection<String> subjects) {}

    /** Begins them; all at once. @param apart the records that are a part's own, of all parts: what the step has met of others is not with it */
    void start(long runId, Step step, List<Part> parts, List<String> apart);

    /**
     * Why there are not to be that many more, of the own workflow or of others: what steps begin that goes back to one cause has an end.
     * Null where there is room.
     */
    @Nullable
    String objection(long runId, int more);

    Standing of(long runId, Step step);

    /** The first ones. */
    List<Result> results(long runId, Step step, int most);

    /** Whose texts may be in what is told of those that have failed. */
    Collection<String> subjectsOfFailed(long runId, Step step);

    /** Goes on with those that have failed or were cancelled, where they did. */
    void retry(long runId, Step step);

    /** Ends those that have not ended. */
    void cancel(long runId, Step step, String reason);
}
