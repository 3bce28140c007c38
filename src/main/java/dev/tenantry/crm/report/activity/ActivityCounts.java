package dev.tenantry.crm.report.activity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** How often; null where the caller may not know. */
record ActivityCounts(
        @Nullable Long tasksCompleted,
        @Nullable Long eventsHeld,
        @Nullable Long notesWritten,
        @Nullable Long emailsSent,
        @Nullable Long dealsCreated,
        @Nullable Long dealsWon) {

    /** Adds up. */
    static final class Sum {

        private final Map<ActivityKind, Long> counts = new EnumMap<>(ActivityKind.class);

        void add(ActivityKind kind, long times) {
            counts.merge(kind, times, Long::sum);
        }

        ActivityCounts counts(Set<ActivityKind> known) {
            return new ActivityCounts(count(ActivityKind.TASKS_COMPLETED, known),
                    count(ActivityKind.EVENTS_HELD, known), count(ActivityKind.NOTES_WRITTEN, known),
                    count(ActivityKind.EMAILS_SENT, known),
                    count(ActivityKind.DEALS_CREATED, known), count(ActivityKind.DEALS_WON, known));
        }

        private @Nullable Long count(ActivityKind kind, Set<ActivityKind> known) {
            return known.contains(kind) ? counts.getOrDefault(kind, 0L) : null;
        }
    }
}
