package dev.tenantry.automation.run;

import java.util.UUID;

import dev.tenantry.automation.definition.Trigger;

/** A workflow that reacts to events. @param triggerId its trigger that is in force */
record ArmedWorkflow(UUID triggerId, UUID workflowId, int version, Trigger trigger) {

    /** What tells too much to be looked at is taken for something to react to, and the reaction is refused. */
    boolean reactsTo(PendingEvent event) {
        return event.name().equals(trigger.event())
                && (event.triggerData() == null || trigger.accepts(event.scope()));
    }
}
