package dev.tenantry.automation.admission;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What becomes of a start that is asked for. */
public sealed interface Decision {

    /** Where it is decided. */
    enum Stage {

        DEDUPE, REENROLMENT, RATE_LIMIT, DEBOUNCE, SINGLETON, CONCURRENCY, THROTTLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why there is none. */
    enum Verdict {

        DUPLICATE, ENROLLED_BEFORE, RATE_LIMITED, SUPERSEDED, GOAL_MET, DEACTIVATED, SKIPPED, REPLACED, BACKLOG_FULL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * There is a run.
     *
     * @param slotKey     of which there are only so many at a time; null where there can be any number
     * @param throttleKey of one that waits, by which its start is throttled then; of one that does not, by which its delay is
     * @param isWaiting   whether it waits for a slot
     * @param delay       after which it begins, or at the earliest takes a slot
     */
    record Starts(@Nullable String slotKey, @Nullable String throttleKey, boolean isWaiting, Duration delay)
            implements
                Decision {

        /** At once, whatever else there is. */
        public static final Starts AT_ONCE = new Starts(null, null, false, Duration.ZERO);

        /** The same, after this long at the earliest. */
        public Starts after(Duration least) {
            return delay.compareTo(least) >= 0
                    ? this
                    : new Starts(slotKey, isWaiting ? throttleKey : null, isWaiting, least);
        }
    }

    /** It waits for the end of its debounce. */
    record Debounced() implements Decision {}

    /** There is none. */
    record TurnedAway(Stage stage, Verdict verdict, String reason) implements Decision {

        /** For whoever asked. */
        public String told() {
            return "turned away by " + stage + ": " + reason;
        }
    }
}
