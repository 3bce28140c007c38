package dev.tenantry.automation.run.start;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.automation.run.RunPlaces;
import dev.tenantry.automation.run.RunStatus;

/** Writes the runs that events ask for, so many at a time: what is kept in memory does not grow with them. */
final class RunStarts {

    private static final int BATCH = 500;
    private static final String ONCE = "nothing";

    /**
     * What an event tells is in the database already, and does not pass through here once for each run. Ids are given in the order in which it was
     * decided: by them runs wait for their turn.
     */
    private static final String START = """
            with asked as (
                select * from unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::bigint[], ?::boolean[], ?::boolean[]) with ordinality
                    as s (workflow_id, version_number, trigger_id, event_id, status, reason, slot_key, throttle_key, is_waiting, delay, is_refused, is_delayed, place)),
            started as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, event_id, started_by, published_by, published_scopes,
                    depth, root_id, status, waiting_until, execution_end, error_details, slot_key, trigger_data)
                select app.org_id(), s.workflow_id, s.version_number, s.trigger_id, s.event_id, e.user_id, w.published_by, w.published_scopes, e.depth, e.root_id,
                    s.status, case when s.is_delayed then now() + s.delay * interval '1 millisecond' end, case when s.is_refused then now() end,
                    s.reason, s.slot_key, case when not s.is_refused then jsonb_build_object('trigger', e.payload) else '{}' end || jsonb_build_object('event',
                        jsonb_build_object('id', e.id::text, 'name', e.event_name, 'aggregateType', e.aggregate_type, 'aggregateId', e.aggregate_id,
                            'occurredAt', to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                from asked s
                join domain_events e on e.organization_id = app.org_id() and e.id = s.event_id
                join workflow_definitions w on w.organization_id = app.org_id() and w.id = s.workflow_id
                order by s.place
                on conflict on constraint workflow_execution_logs_event_key do %s
                returning organization_id, id, workflow_id, trigger_id, event_id, published_by, depth, root_id, execution_end is not null as is_refused),
            %s,
            ticket as (
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from started where not is_refused limit 1),
            triggers as (
                update workflow_triggers t set trigger_count = t.trigger_count + s.runs, last_triggered_at = now()
                from (select organization_id, trigger_id, count(*) as runs from started where not is_refused group by 1, 2) s
                where t.organization_id = s.organization_id and t.id = s.trigger_id),
            workflows as (
                update workflow_definitions w set run_count = w.run_count + s.runs, last_run_at = now()
                from (select organization_id, workflow_id, count(*) as runs from started where not is_refused group by 1, 2) s
                where w.organization_id = s.organization_id and w.id = s.workflow_id)
            select count(*) from started where not is_refused""";
    /** Of workflows that let everything start at once: nothing of it is looked at a second time. */
    private static final String AT_ONCE = START.formatted(ONCE,
            """
            queued as (
                insert into workflow_run_queue (organization_id, id, user_id, depth, root_id)
                select organization_id, id, published_by, depth, root_id from started where organization_id = app.org_id() and not is_refused)""");
    private static final String PLACED = """
            placed as (
                select t.*, a.slot_key, a.throttle_key, a.is_waiting, now() + a.delay * interval '1 millisecond' as due_at
                from started t join asked a on a.trigger_id = t.trigger_id and a.event_id = t.event_id
                where t.organization_id = app.org_id() and not t.is_refused),
            """ + RunPlaces.SQL;
    private static final String AS_DECIDED = START.formatted(ONCE, PLACED);
    /** Those that were refused: nothing of them has happened before. */
    private static final String AGAIN = START.formatted("""
            update set status = excluded.status, version_number = excluded.version_number, published_by = excluded.published_by,
                    published_scopes = excluded.published_scopes,
                    slot_key = excluded.slot_key, trigger_data = excluded.trigger_data, error_details = excluded.error_details,
                    waiting_until = excluded.waiting_until, execution_start = excluded.execution_start, execution_end = null,
                    start_snapshot = excluded.start_snapshot, version = workflow_execution_logs.version + 1
                where workflow_execution_logs.status = ?""", PLACED);
    private static final String COUNT = """
            update workflow_definitions w set refused_count = w.refused_count + s.refused, unanswered_count = w.unanswered_count + s.unanswered
            from unnest(?::uuid[], ?::bigint[], ?::bigint[]) as s (workflow_id, refused, unanswered)
            where w.organization_id = app.org_id() and w.id = s.workflow_id""";

    private final JdbcClient jdbc;
    private final List<RunStart> waiting = new ArrayList<>();
    private final Map<UUID, Counts> counts = new HashMap<>();
    private final boolean isAgain;
    private int begun;

    private record Counts(long refused, long unanswered) {

        Counts plus(Counts others) {
            return new Counts(refused + others.refused, unanswered + others.unanswered);
        }
    }

    RunStarts(JdbcClient jdbc) {
        this(jdbc, false);
    }

    private RunStarts(JdbcClient jdbc, boolean isAgain) {
        this.jdbc = jdbc;
        this.isAgain = isAgain;
    }

    /** Of runs that are recorded as refused, and begin after all. */
    static RunStarts again(JdbcClient jdbc) {
        return new RunStarts(jdbc, true);
    }

    void add(RunStart start) {
        waiting.add(start);
        if (waiting.size() >= BATCH) {
            writeRuns();
        }
    }

    void countRefusal(UUID workflowId) {
        counts.merge(workflowId, new Counts(1, 0), Counts::plus);
    }

    /** An event that a filter came to no answer for. */
    void countUnanswered(UUID workflowId) {
        counts.merge(workflowId, new Counts(0, 1), Counts::plus);
    }

    /** Writes what is left. */
    void flush() {
        writeRuns();
        if (!counts.isEmpty()) {
            jdbc.sql(COUNT)
                    .params(counts.keySet().toArray(UUID[]::new),
                            counts.values().stream().map(Counts::refused).toArray(Long[]::new),
                            counts.values().stream().map(Counts::unanswered).toArray(Long[]::new))
                    .update();
            counts.clear();
        }
    }

    /** How many runs there are to carry out, of those that have been written. */
    int begun() {
        return begun;
    }

    private void writeRuns() {
        if (waiting.isEmpty()) {
            return;
        }
        var statement = jdbc.sql(statement())
                .params(waiting.stream().map(RunStart::workflowId).toArray(UUID[]::new),
                        waiting.stream().map(start -> start.active().version()).toArray(Integer[]::new),
                        waiting.stream().map(start -> start.active().triggerId()).toArray(UUID[]::new),
                        waiting.stream().map(start -> start.event().id()).toArray(Long[]::new),
                        waiting.stream().map(start -> start.status().toString()).toArray(String[]::new),
                        waiting.stream().map(RunStart::reason).toArray(String[]::new),
                        waiting.stream().map(start -> start.starts().slotKey()).toArray(String[]::new),
                        waiting.stream().map(start -> start.starts().throttleKey()).toArray(String[]::new),
                        waiting.stream().map(start -> start.starts().isWaiting()).toArray(Boolean[]::new),
                        waiting.stream().map(start -> start.starts().delay().toMillis()).toArray(Long[]::new),
                        waiting.stream().map(start -> !start.isRun()).toArray(Boolean[]::new),
                        waiting.stream().map(start -> start.status() == RunStatus.WAITING).toArray(Boolean[]::new));
        begun += (isAgain ? statement.param(RunStatus.REFUSED.toString()) : statement).query(Integer.class).single();
        waiting.clear();
    }

    private String statement() {
        if (isAgain) {
            return AGAIN;
        }
        return waiting.stream().allMatch(RunStart::isPlain) ? AT_ONCE : AS_DECIDED;
    }
}
