package dev.tenantry.automation.run.start;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.admission.Candidate;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.dispatch.PendingEvent;

/** A workflow that reacts to events. @param triggerId its trigger that is in force */
record ActiveWorkflow(UUID triggerId, UUID workflowId, int version, Trigger trigger, Enrolment enrolment) {

    /** The same, as another of its triggers has found it. */
    ActiveWorkflow startedBy(UUID earlierTrigger) {
        return new ActiveWorkflow(earlierTrigger, workflowId, version, trigger, enrolment);
    }

    /** Whether such an event can start it. */
    boolean isArmedFor(PendingEvent event) {
        return event.name().equals(trigger.event());
    }

    /**
     * Whether this one is to. What tells too much to be looked at is taken for something to react to, and the reaction is
     * refused.
     */
    Comparisons.Question question(PendingEvent event) {
        var data = event.triggerData();
        return data == null
                ? new Comparisons.Question(trigger, List.of(), new Scope(Map.of()), true)
                : new Comparisons.Question(trigger, trigger.filter(), scope(data), true);
    }

    /** A start that the event asks for. */
    Candidate candidate(PendingEvent event, Candidate.Progress progress) {
        var data = event.triggerData();
        return new Candidate(workflowId, version, trigger, enrolment, data == null ? new Scope(Map.of()) : scope(data),
                new Candidate.Event(event.id(), event.aggregateType(), event.aggregateId()), progress);
    }

    private static Scope scope(ObjectNode data) {
        return new Scope(Map.of("trigger", () -> data.path("trigger"), "event", () -> data.path("event")));
    }
}
