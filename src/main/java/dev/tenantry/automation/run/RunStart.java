package dev.tenantry.automation.run;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * A run that an event asks for.
 *
 * @param refusal why there is to be none; null where there is
 * @param starts  when and where it begins
 */
record RunStart(ActiveWorkflow active, PendingEvent event, @Nullable String refusal, Starts starts) {

    /** Whether it begins at once, whatever else there is. */
    boolean isPlain() {
        return starts.equals(Starts.AT_ONCE);
    }

    UUID workflowId() {
        return active.workflowId();
    }
}
