package dev.tenantry.crm.recurrence;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** What one answer may take, of all series together: it is counted as they are followed, and where it is spent they are followed no further. */
public final class Effort {

    /** Of one list. */
    public static final int LISTED = 2_000;
    private static final int STEPS = 300_000;
    private static final int REPORTED_SERIES = 5_000;
    private static final int REPORTED = 1_000_000;
    /** What to state otherwise where it is too much. */
    private static final String TOO_MUCH = "to";
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
    public static Effort ofList() {
        return ofLists(1);
    }

    /** Of as many lists together. */
    public static Effort ofLists(int lists) {
        return new Effort(LISTED, LISTED * lists, STEPS, false);
    }

    /** Of what is looked through and not told. */
    public static Effort ofSearch() {
        return new Effort(5_000, 100_000, STEPS / 2, false);
    }

    /** Of what is counted over a long time. */
    public static Effort ofReport() {
        return new Effort(REPORTED_SERIES, REPORTED, REPORTED, false);
    }

    /** Of a series for itself: however much each of its steps takes. */
    public static Effort ofSeries(int occurrences) {
        return new Effort(1, occurrences, Recurrence.MOST_STEPS, true);
    }

    /** How many there may be. */
    public int events() {
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
    public boolean finds() {
        found++;
        return found <= occurrences || spend(occurrences + " occurrences");
    }

    /** @return false */
    public boolean spend(String on) {
        spent = spent == null ? on : spent;
        return false;
    }

    /** What has been found is not all there is, then. */
    public boolean isSpent() {
        return spent != null;
    }

    /** @throws ProblemException 400 where what has been found is not all there is */
    public void checkLeft() {
        checkLeft("ask for less time");
    }

    /** @param otherwise what to ask for in its place @throws ProblemException likewise */
    public void checkLeft(String otherwise) {
        if (spent != null) {
            throw ProblemException.malformed(TOO_MUCH, "there are more than " + spent + ": " + otherwise);
        }
    }

    /** Whether this was refused as too much to tell. */
    public static boolean isTooMuch(ProblemException refusal) {
        return refusal.type() == ProblemType.MALFORMED
                && refusal.errors().stream().anyMatch(error -> error.field().equals(TOO_MUCH));
    }
}
