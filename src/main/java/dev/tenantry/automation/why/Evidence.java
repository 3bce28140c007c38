package dev.tenantry.automation.why;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunErrors;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.show.RunWaits.WaitsFor;

/**
 * What is known of an event and a workflow.
 *
 * @param error   why somebody has not reacted to the event who was to; null where all have
 * @param decided what the enrolment decided, {@code dedupe: duplicate}; null where nothing is recorded
 * @param debouncedUntil when its debounce ends, unless something further comes; null of one that waits for none
 */
record Evidence(
        Instant occurredAt,
        boolean isDispatched,
        @Nullable String error,
        @Nullable KnownRun run,
        @Nullable String decided,
        @Nullable String reason,
        @Nullable Instant debouncedUntil) {

    private static final String ORGANIZATION_FULL = Decision.Stage.DEBOUNCE + ": " + Decision.Verdict.BACKLOG_FULL;

    /**
     * @param heldUp    why it does not go on: what holds it up, or its goal; null where neither does
     * @param unmet     the place of the condition that it has ended at, as that does not hold; null where it has not
     * @param until     when it goes on, or begins, of one that waits
     */
    record KnownRun(
            long id,
            RunContent content,
            String status,
            @Nullable String heldUp,
            @Nullable String error,
            @Nullable String unmet,
            @Nullable Instant until,
            Instant startedAt) {

        /** What it comes to, for people. */
        String told() {
            if (unmet != null) {
                return "the run is " + status + ": it has ended at " + unmet
                        + ", a condition that does not hold";
            }
            var reason = heldUp == null ? error : heldUp;
            return "the run is " + status + (reason == null ? "" : ": " + reason);
        }

        Outcome outcome() {
            return switch (RunStatus.of(status)) {
                case REFUSED -> Outcome.REFUSED;
                case TURNED_AWAY -> Outcome.TURNED_AWAY;
                case QUEUED, RUNNING, WAITING, PARKED, SUCCEEDED, FAILED, CANCELLED -> Outcome.STARTED;
            };
        }

        int version() {
            return content.version().number();
        }

        /** @param readable runs whose errors the caller may see @param wait what it waits for */
        KnownRun shownWith(Set<RunContent> readable, @Nullable WaitsFor wait) {
            var isReadable = readable.contains(content);
            if (wait == null) {
                return isReadable
                        ? this
                        : new KnownRun(id, content, status, heldUp, RunErrors.place(error), null, until,
                                startedAt);
            }
            return new KnownRun(id, content, status, heldUp,
                    (isReadable ? wait : wait.bare()).told(), isReadable ? unmet : null,
                    wait.until() == null ? until : wait.until(), startedAt);
        }
    }

    /** @param readable runs whose errors the caller may see @param waits what they wait for, by run */
    Evidence shownWith(Set<RunContent> readable, Map<Long, WaitsFor> waits) {
        return run == null
                ? this
                : new Evidence(occurredAt, isDispatched, error, run.shownWith(readable, waits.get(run.id())), decided,
                        reason, debouncedUntil);
    }

    /** The part of the enrolment that decided, or waits; null where none did, or by how many starts of the organization wait. */
    @Nullable
    String part() {
        if (ORGANIZATION_FULL.equals(decided)) {
            return null;
        }
        return decided != null ? decided.split(":", 2)[0] : debouncedUntil != null ? "debounce" : null;
    }

    /** Whether the workflow has looked at the event. */
    boolean isSomething() {
        return run != null || decided != null || debouncedUntil != null;
    }
}
