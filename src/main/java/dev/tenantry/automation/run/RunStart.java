package dev.tenantry.automation.run;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A run that an event asks for.
 *
 * @param refusal why there is to be none; null where there is
 */
record RunStart(ArmedWorkflow armed, PendingEvent event, @Nullable String refusal) {

    UUID workflowId() {
        return armed.workflowId();
    }
}
