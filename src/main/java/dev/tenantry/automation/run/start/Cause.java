package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** How many runs events have begun that go back to one first cause. Times are milliseconds from the transaction's. */
final class Cause {

    static final long WINDOW = Duration.ofMinutes(1).toMillis();

    private final Map<UUID, Minute> minutes = new HashMap<>();
    private int runs;
    private int refused;
    /** As of the row that it has. */
    private int keptRuns;
    private int keptRefused;
    private boolean isMany;
    private boolean isChanged;

    /** The last one that runs of a workflow were given. */
    static final class Minute {
        private long at;
        private int begun;

        Minute(long at, int begun) {
            this.at = at;
            this.begun = begun;
        }

        /** When it begins. */
        long at() {
            return at;
        }

        int begun() {
            return begun;
        }

        private boolean isOver() {
            return at + WINDOW <= 0;
        }
    }

    /** Of many runs, as they are kept. */
    static Cause kept(int runs, int refused) {
        var cause = new Cause();
        cause.isMany = true;
        cause.runs = runs;
        cause.refused = refused;
        cause.keptRuns = runs;
        cause.keptRefused = refused;
        return cause;
    }

    /** Of so many that their count is to be kept. */
    static Cause many() {
        var cause = new Cause();
        cause.isMany = true;
        cause.isChanged = true;
        return cause;
    }

    /** What there is already. */
    void count(int some, int someRefused) {
        runs += some;
        refused += someRefused;
    }

    void last(UUID workflow, Minute minute) {
        minutes.put(workflow, minute);
    }

    int runs() {
        return runs;
    }

    /** More than are kept. */
    int moreRuns() {
        return runs - keptRuns;
    }

    /** More than are kept. */
    int moreRefused() {
        return refused - keptRefused;
    }

    void allow() {
        runs++;
        isChanged = true;
    }

    /** @return how many there have been */
    int refuse() {
        isChanged = true;
        return ++refused;
    }

    /** @return after how long one more run of the workflow begins */
    Duration begin(UUID workflow, int perMinute) {
        var minute = minutes.computeIfAbsent(workflow, _ -> new Minute(0, 0));
        if (minute.isOver()) {
            minute.at = 0;
            minute.begun = 0;
        }
        if (minute.begun >= perMinute) {
            minute.at += WINDOW;
            minute.begun = 0;
        }
        minute.begun++;
        return Duration.ofMillis(Math.max(0, minute.at));
    }

    void giveBack(UUID workflow) {
        runs--;
        var minute = minutes.get(workflow);
        if (minute != null && minute.begun > 0) {
            minute.begun--;
        }
    }

    /** @param least how many there are where they are many */
    boolean isToBeKept(int least) {
        return isChanged && (isMany || runs + refused >= least);
    }

    /** The minutes that more runs can come into, by workflow. */
    void eachMinute(BiConsumer<UUID, Minute> each) {
        minutes.forEach((workflow, minute) -> {
            if (!minute.isOver()) {
                each.accept(workflow, minute);
            }
        });
    }
}
