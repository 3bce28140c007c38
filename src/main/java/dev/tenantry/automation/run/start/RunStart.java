package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.run.RunErrors;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * A run that an event asks for.
 *
 * @param status  that it begins with
 * @param reason  why there is to be none, or it begins later; null where neither is so
 * @param starts  when and where it begins
 */
record RunStart(ActiveWorkflow active, PendingEvent event, RunStatus status, @Nullable String reason, Starts starts) {

    /** @param turn how long it has to wait for it, by its cause; one that waits for a slot takes none before */
    static RunStart of(ActiveWorkflow active, PendingEvent event, Starts admitted, Duration turn) {
        return turn.isZero() || admitted.isWaiting() || admitted.delay().compareTo(turn) > 0
                ? new RunStart(active, event, RunStatus.QUEUED, null, admitted.after(turn))
                : new RunStart(active, event, RunStatus.WAITING, RunErrors.WAITS, admitted.after(turn));
    }

    static RunStart refused(ActiveWorkflow active, PendingEvent event, String reason) {
        return new RunStart(active, event, RunStatus.REFUSED, reason, Starts.AT_ONCE);
    }

    /** Whether there is a run to carry out. */
    boolean isRun() {
        return status != RunStatus.REFUSED;
    }

    /** Whether it begins at once, whatever else there is. */
    boolean isPlain() {
        return starts.equals(Starts.AT_ONCE);
    }

    UUID workflowId() {
        return active.workflowId();
    }
}
