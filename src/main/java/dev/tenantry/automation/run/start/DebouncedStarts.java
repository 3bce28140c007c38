package dev.tenantry.automation.run.start;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate;
import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * Starts runs of events whose debounce is over, as far as their causes have not begun too many by now. Where the transaction keeps
 * dispatchers out and has the workflows locked.
 */
@Component
class DebouncedStarts {

    private static final String VERSIONS = """
            select id, current_version from workflow_definitions where organization_id = app.org_id() and id = any (?)""";

    private final JdbcClient jdbc;
    private final ActiveWorkflows active;
    private final PastEvents events;
    private final Admissions admission;
    private final EngineSettings settings;

    DebouncedStarts(JdbcClient jdbc, ActiveWorkflows active, PastEvents events, Admissions admission,
            EngineSettings settings) {
        this.jdbc = jdbc;
        this.active = active;
        this.events = events;
        this.admission = admission;
        this.settings = settings;
    }

    /** @param metBy the event by which the workflow's goal has been met meanwhile; null where it has not */
    record Debounced(UUID workflowId, long eventId, @Nullable Long metBy) {}

    /** How many runs causes have begun. Whoever asks for it saves it. */
    FanOut fanOut() {
        return new FanOut(settings, jdbc);
    }

    /** @return how many runs begin */
    int start(List<Debounced> due, FanOut fanOut) {
        var starts = new RunStarts(jdbc);
        events.pages(due, Debounced::eventId).forEach(page -> start(page, fanOut, starts));
        return starts.begun();
    }

    private void start(List<Debounced> page, FanOut fanOut, RunStarts starts) {
        Map<Long, PendingEvent> told = events.of(page.stream().map(Debounced::eventId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(PendingEvent::id, Function.identity()));
        var armed = active.startedBy(told.values(), page.stream().map(Debounced::workflowId));
        fanOut.read(told.values());
        AllowedStart.admit(allowed(page, told, armed, fanOut, starts), Progress.DEBOUNCED, admission, fanOut, starts);
        starts.flush();
    }

    /** A workflow that is not active any more, or is started by something else, starts nothing, which is recorded. */
    private List<AllowedStart> allowed(List<Debounced> page, Map<Long, PendingEvent> told,
            Map<UUID, ActiveWorkflow> armed,
            FanOut fanOut, RunStarts starts) {
        var allowed = new ArrayList<AllowedStart>();
        var met = new HashMap<Candidate, Long>();
        var unarmed = new ArrayList<Debounced>();
        for (var one : page) {
            var workflow = armed.get(one.workflowId);
            var event = told.get(one.eventId);
            if (workflow == null || event == null || !workflow.isArmedFor(event)) {
                unarmed.add(one);
            } else if (one.metBy != null) {
                met.put(workflow.candidate(event, Progress.DEBOUNCED), one.metBy);
            } else if (fanOut.allows(workflow, event, starts)) {
                allowed.add(new AllowedStart(workflow, event, fanOut.delay(event, workflow.workflowId())));
            }
        }
        admission.turnAway(met);
        turnAway(unarmed, told, armed.keySet());
        return allowed;
    }

    private void turnAway(List<Debounced> unarmed, Map<Long, PendingEvent> told, Set<UUID> active) {
        if (unarmed.isEmpty()) {
            return;
        }
        var versions = new HashMap<UUID, Integer>();
        Object workflows = unarmed.stream().map(Debounced::workflowId).toArray(UUID[]::new);
        jdbc.sql(VERSIONS)
                .param(workflows)
                .query((RowCallbackHandler) row -> versions.put(row.getObject("id", UUID.class),
                        row.getInt("current_version")));
        var reasons = new HashMap<Candidate, String>();
        for (var one : unarmed) {
            var version = versions.get(one.workflowId);
            var event = told.get(one.eventId);
            if (version != null) {
                reasons.put(candidate(one.workflowId, version, event), active.contains(one.workflowId)
                        ? "something else starts the workflow, now that the quiet period is over"
                        : "the workflow was not active any more when the quiet period was over");
            }
        }
        admission.turnAwayUnarmed(reasons);
    }

    /** Nothing is asked of it any more. @param event null where it is kept no longer */
    private static Candidate candidate(UUID workflow, int version, @Nullable PendingEvent event) {
        return new Candidate(workflow, version, Trigger.ofType(Trigger.Type.EVENT),
                Enrolment.NONE, new Scope(Map.of()), event == null
                        ? null
                        : new Candidate.Event(event.id(), event.aggregateType(), event.aggregateId()),
                Progress.DEBOUNCED);
    }
}
