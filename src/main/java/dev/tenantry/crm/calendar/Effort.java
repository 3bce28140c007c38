package dev.tenantry.crm.calendar;

import org.jspecify.annotations.Nullable;

/** What one answer may take, of all series together: it is counted as they are followed, and where it is spent they are followed no further. */
final class Effort {

    private static final int STEPS = 300_000;
    /** What reading a rule costs, in steps. */
    private static final int RULE = 10;

    private final int events;
    private final int occurrences;
    private final int steps;
    private final boolean isOfOne;
    private int stepped;
    private int found;
    private @Nullable String spent;

    private Effort(int events, int occurrences, int steps, boolean isOfOne) {
        this.isOfOne = isOfOne;
        this.events = events;
        this.occurrences = occurrences;
        this.steps = steps;
    }

    /** Of one list. */
    static Effort ofList() {
        return ofLists(1);
    }

    /** Of as many lists together. */
    static Effort ofLists(int lists) {
        return new Effort(Occurrences.MOST, Occurrences.MOST * lists, STEPS, false);
    }

    /** Of what is looked through and not told. */
    static Effort ofSearch() {
        return new Effort(5_000, 100_000, STEPS / 2, false);
    }

    /** Of a series for itself: however much each of its steps takes. */
    static Effort ofSeries(int occurrences) {
        return new Effort(1, occurrences, Recurrence.MOST_STEPS, true);
    }

    /** How many there may be. */
    int events() {
        return events;
    }

    /** @param period how many times the rule has at once */
    boolean begins(int period) {
        return isOfOne || steps(RULE + period);
    }

    /** @return whether there is more to spend */
    boolean steps(int number) {
        stepped += isOfOne ? 1 : number;
        return stepped <= steps || spend(steps + " steps of rules");
    }

    /** @return whether there is more to spend */
    boolean finds() {
        found++;
        return found <= occurrences || spend(occurrences + " occurrences");
    }

    /** @return false */
    boolean spend(String on) {
        spent = spent == null ? on : spent;
        return false;
    }

    /** What has been found is not all there is, then. */
    boolean isSpent() {
        return spent != null;
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 400 where what has been found is not all there is */
    void checkLeft() {
        if (spent != null) {
            throw Occurrences.tooMany(spent);
        }
    }
}
