package dev.tenantry.automation.run;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * A run that an event asks for.
 *
 * @param refusal why there is to be none; null where there is
 */
record RunStart(ActiveWorkflow active, PendingEvent event, @Nullable String refusal) {

    UUID workflowId() {
        return active.workflowId();
    }
}
