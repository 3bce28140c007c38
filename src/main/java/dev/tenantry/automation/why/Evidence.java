package dev.tenantry.automation.why;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an event and a workflow.
 *
 * @param error   why somebody has not reacted to the event who was to; null where all have
 * @param decided what the enrolment decided, {@code dedupe: duplicate}; null where nothing is recorded
 * @param isDebounced whether it waits for the end of its debounce
 */
record Evidence(
        Instant occurredAt,
        boolean isDispatched,
        @Nullable String error,
        @Nullable KnownRun run,
        @Nullable String decided,
        @Nullable String reason,
        boolean isDebounced) {

    /** @param isRefused whether it is one that there was not to be */
    record KnownRun(
            long id,
            int version,
            String status,
            boolean isRefused,
            @Nullable String error,
            Instant startedAt) {}

    /** Whether the workflow has looked at the event. */
    boolean isSomething() {
        return run != null || decided != null || isDebounced;
    }
}
