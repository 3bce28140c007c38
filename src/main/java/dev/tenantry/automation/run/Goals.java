package dev.tenantry.automation.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.record.RecordRegistry;

/** Ends runs that wait, once an event has happened to their record after which there is nothing to wait for. */
@Component
class Goals {

    private static final String GOALS = """
            select w.id, w.enrolment from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.goal_event = any (?) order by w.id""";
    /** Locked, for which steps of theirs are waited for that are being committed; in an order of their own, as by all who end several at once. */
    static final String WAITING = """
            with met as (select * from unnest(?::uuid[], ?::text[]) as m (workflow_id, subject)),
            waiting as (
                select l.id from met m
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.about = m.subject and l.workflow_id = m.workflow_id and l.status = ?
                union select l.id from met m cross join lateral app.runs_naming(app.org_id(), array[m.subject]) as n (id)
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = n.id and l.workflow_id = m.workflow_id and l.status = ?)
            select q.id from workflow_run_queue q where q.organization_id = app.org_id() and q.id = any (array(select id from waiting))
            order by q.id for update""";
    private static final String STILL_WAITING = """
            select l.id from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = any (?) and l.status = ?""";

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

    /** Runs of a workflow about a record. */
    private record Met(UUID workflowId, String subject) {}

    /** In the transaction that dispatches the events, after it has locked the workflows that they start. */
    void meet(List<PendingEvent> events) {
        var goals = active(events.stream().map(PendingEvent::name).distinct().toArray(String[]::new));
        if (goals.isEmpty()) {
            return;
        }
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
        var met = new LinkedHashMap<String, List<Met>>();
        for (var index = 0; index < possible.size(); index++) {
            if (hold.get(index)) {
                var event = possible.get(index).getValue();
                var of = met.computeIfAbsent(event.name(), _ -> new ArrayList<>());
                for (var subject : subjects(event)) {
                    of.add(new Met(possible.get(index).getKey().workflowId, subject));
                }
            }
        }
        met.forEach(this::end);
    }

    private List<Active> active(String[] names) {
        Object sought = names;
        return jdbc.sql(GOALS)
                .param(sought)
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

    private void end(String event, List<Met> met) {
        var waiting = jdbc.sql(WAITING)
                .params(met.stream().map(Met::workflowId).toArray(UUID[]::new),
                        met.stream().map(Met::subject).toArray(String[]::new), RunStatus.WAITING.toString(),
                        RunStatus.WAITING.toString())
                .query((row, _) -> row.getLong(1))
                .list();
        if (!waiting.isEmpty()) {
            cancellations.cancel(jdbc.sql(STILL_WAITING)
                    .params(waiting.toArray(Long[]::new), RunStatus.WAITING.toString())
                    .query((row, _) -> row.getLong(1))
                    .list(), "the goal is met: " + event);
        }
    }
}
