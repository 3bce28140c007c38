package dev.tenantry.automation.run.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * Ends runs, whatever they are at, once an event has happened to their record since they began after which there is nothing more to
 * do. What happens after a run has begun is dispatched after that has been committed: each event is looked at once, and no run ever
 * has to look back.
 */
@Component
class Goals {

    private static final String GOALS = """
            select w.id, w.enrolment from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.goal_event = any (?) and w.id > ? order by w.id limit ?""";
    private static final UUID FIRST = new UUID(0, 0);
    /** What is to start a run at the end of its debounce. Whoever is just starting it is waited for: the run is there then. */
    private static final String MEET_DEBOUNCED = """
            update workflow_debounces d set met_by = m.event_id from unnest(?::uuid[], ?::text[], ?::bigint[]) as m (workflow_id, subject, event_id)
            where d.organization_id = app.org_id() and d.workflow_id = m.workflow_id and d.subject = m.subject and d.event_id < m.event_id""";
    /**
     * The whole, with which its parts end. Of what an event began, what came after that event; of what somebody began, what had not been
     * committed then, or was begun later.
     */
    private static final String TO_END = """
            where l.path is null and l.status = any (?) and m.event_id is distinct from l.event_id
                and (m.event_id > case when l.replay_of is null then l.event_id end
                    or m.created_at > l.created_at or not pg_visible_in_snapshot(m.transaction_id, l.start_snapshot))""";
    static final String FIND = """
            with met as materialized (
                select m.*, e.event_name, e.transaction_id, e.created_at from unnest(?::uuid[], ?::text[], ?::bigint[]) as m (workflow_id, subject, event_id)
                join domain_events e on e.organization_id = app.org_id() and e.id = m.event_id),
            found as (
                select l.id, m.event_id, m.event_name from met m
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.about = m.subject and l.workflow_id = m.workflow_id
                %1$s
                union all
                select l.id, m.event_id, m.event_name from met m cross join lateral app.runs_naming(app.org_id(), array[m.subject]) as n (id)
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = n.id and l.workflow_id = m.workflow_id
                %1$s)
            select distinct on (f.id) f.id, f.event_id, f.event_name from found f order by f.id, f.event_id"""
            .formatted(TO_END);
    /** In an order of their own, as by all who end several at once: steps of theirs are waited for that are being committed. */
    private static final String LOCK = """
            select q.id from workflow_run_queue q where q.organization_id = app.org_id() and q.id = any (?) order by q.id for update""";
    private static final String NOTE = """
            update workflow_execution_logs l set result_summary = jsonb_build_object('goal', jsonb_build_object('event', ?::text, 'eventId', m.event_id::text))
            from unnest(?::bigint[], ?::bigint[]) as m (id, event_id) where l.organization_id = app.org_id() and l.id = m.id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Comparisons comparisons;
    private final RecordRegistry records;
    private final Cancellations cancellations;

    Goals(JdbcClient jdbc, JsonMapper json, Comparisons comparisons, RecordRegistry records,
            Cancellations cancellations) {
        this.cancellations = cancellations;
        this.jdbc = jdbc;
        this.json = json;
        this.comparisons = comparisons;
        this.records = records;
    }

    private record Active(UUID workflowId, Enrolment.Goal goal) {}

    /** Runs of a workflow about a record, and the event after which they are to end. */
    private record Met(UUID workflowId, String subject, long event) {}

    /** A run that is to end, and the event that ends it. */
    private record Found(long run, long event, String eventName) {}

    /** In the transaction that dispatches the events, after it has locked the workflows that they start. */
    void meet(List<PendingEvent> events) {
        var names = events.stream().map(PendingEvent::name).distinct().toArray(String[]::new);
        var found = new ArrayList<Found>();
        var goals = after(FIRST, names);
        while (!goals.isEmpty()) {
            var met = met(goals, events);
            if (!met.isEmpty()) {
                jdbc.sql(MEET_DEBOUNCED).params(workflows(met), subjects(met), events(met)).update();
                found.addAll(find(met));
            }
            goals = goals.size() < ActiveWorkflows.BATCH ? List.of() : after(goals.getLast().workflowId, names);
        }
        if (!found.isEmpty()) {
            end(found);
        }
    }

    private List<Met> met(List<Active> goals, List<PendingEvent> events) {
        var possible = new ArrayList<Map.Entry<Active, PendingEvent>>();
        for (var event : events) {
            goals.stream()
                    .filter(goal -> event.triggerData() != null && event.name().equals(goal.goal.trigger().event()))
                    .forEach(goal -> possible.add(Map.entry(goal, event)));
        }
        var hold = comparisons.hold(possible.stream()
                .map(one -> new ActiveWorkflow(one.getKey().workflowId, one.getKey().workflowId, 0,
                        one.getKey().goal.trigger(), ActiveWorkflows.OPEN).question(one.getValue()))
                .toList());
        var met = new ArrayList<Met>();
        for (var index = 0; index < possible.size(); index++) {
            if (hold.get(index)) {
                var event = possible.get(index).getValue();
                for (var subject : subjects(event)) {
                    met.add(new Met(possible.get(index).getKey().workflowId, subject, event.id()));
                }
            }
        }
        return met;
    }

    /** Some at a time: there can be any number. */
    private List<Active> after(UUID last, String[] names) {
        return jdbc.sql(GOALS)
                .params(names, last, ActiveWorkflows.BATCH)
                .query((row, _) -> new Active(row.getObject("id", UUID.class),
                        Objects.requireNonNull(
                                Enrolment.read(json.readTree(row.getString("enrolment"))).goal())))
                .list();
    }

    /** The record that an event is about, and those that it names. */
    private String[] subjects(PendingEvent event) {
        var subjects = new Subjects(records.typesByReference());
        if (event.triggerData() != null) {
            subjects.addNamedIn(event.triggerData().path("trigger"));
        }
        subjects.addAll(List.of(event.aggregateType() + "/" + event.aggregateId()));
        return subjects.toArray();
    }

    private List<Found> find(List<Met> met) {
        return jdbc.sql(FIND)
                .params(workflows(met), subjects(met), events(met), RunStatus.CANCELLED.origins(),
                        RunStatus.CANCELLED.origins())
                .query((row, _) -> new Found(row.getLong("id"), row.getLong("event_id"), row.getString("event_name")))
                .list();
    }

    /** All at once: those of several workflows are locked in one order. */
    private void end(List<Found> found) {
        Object runs = found.stream().map(Found::run).toArray(Long[]::new);
        jdbc.sql(LOCK).param(runs).query((RowCallbackHandler) _ -> {});
        found.stream().collect(Collectors.groupingBy(Found::eventName)).forEach(this::end);
    }

    private void end(String event, List<Found> found) {
        var ended = cancellations.cancel(found.stream().map(Found::run).toList(), "the goal is met: " + event);
        var noted = found.stream().filter(one -> ended.contains(one.run)).toList();
        jdbc.sql(NOTE)
                .params(event, noted.stream().map(Found::run).toArray(Long[]::new),
                        noted.stream().map(Found::event).toArray(Long[]::new))
                .update();
    }

    private static UUID[] workflows(List<Met> met) {
        return met.stream().map(Met::workflowId).toArray(UUID[]::new);
    }

    private static String[] subjects(List<Met> met) {
        return met.stream().map(Met::subject).toArray(String[]::new);
    }

    private static Long[] events(List<Met> met) {
        return met.stream().map(Met::event).toArray(Long[]::new);
    }
}
