package dev.tenantry.automation.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the runs that events ask for, so many at a time: what is kept in memory does not grow with them. */
final class RunStarts {

    private static final int BATCH = 500;

    /** What an event tells is in the database already, and does not pass through here once for each run. */
    private static final String START = """
            with started as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, event_id, started_by, published_by,
                    depth, root_id, status, execution_end, error_details, trigger_data)
                select app.org_id(), s.workflow_id, s.version_number, s.trigger_id, s.event_id, e.user_id, w.published_by, e.depth, e.root_id,
                    s.status, case when s.refusal is not null then now() end, s.refusal,
                    case when s.refusal is null then jsonb_build_object('trigger', e.payload) else '{}' end || jsonb_build_object('event',
                        jsonb_build_object('id', e.id::text, 'name', e.event_name, 'aggregateType', e.aggregate_type, 'aggregateId', e.aggregate_id,
                            'occurredAt', to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                from unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::text[])
                    as s (workflow_id, version_number, trigger_id, event_id, status, refusal)
                join domain_events e on e.organization_id = app.org_id() and e.id = s.event_id
                join workflow_definitions w on w.organization_id = app.org_id() and w.id = s.workflow_id
                on conflict on constraint workflow_execution_logs_event_key do nothing
                returning organization_id, id, workflow_id, trigger_id, published_by, depth, root_id, error_details as refusal),
            queued as (
                insert into workflow_run_queue (organization_id, id, user_id, depth, root_id)
                select organization_id, id, published_by, depth, root_id from started where refusal is null),
            ticket as (
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from started where refusal is null limit 1),
            triggers as (
                update workflow_triggers t set trigger_count = t.trigger_count + s.runs, last_triggered_at = now()
                from (select organization_id, trigger_id, count(*) as runs from started where refusal is null group by 1, 2) s
                where t.organization_id = s.organization_id and t.id = s.trigger_id)
            update workflow_definitions w set run_count = w.run_count + s.runs, last_run_at = now()
            from (select organization_id, workflow_id, count(*) as runs from started where refusal is null group by 1, 2) s
            where w.organization_id = s.organization_id and w.id = s.workflow_id""";
    private static final String COUNT_REFUSED = """
            update workflow_definitions w set refused_count = w.refused_count + s.refused
            from unnest(?::uuid[], ?::bigint[]) as s (workflow_id, refused) where w.organization_id = app.org_id() and w.id = s.workflow_id""";

    private final JdbcClient jdbc;
    private final List<RunStart> waiting = new ArrayList<>();
    private final Map<UUID, Long> refused = new HashMap<>();
    private boolean hasBegun;

    RunStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(RunStart start) {
        waiting.add(start);
        if (waiting.size() >= BATCH) {
            writeRuns();
        }
    }

    void countRefusal(UUID workflowId) {
        refused.merge(workflowId, 1L, Long::sum);
    }

    /** Writes what is left. */
    void flush() {
        writeRuns();
        if (!refused.isEmpty()) {
            jdbc.sql(COUNT_REFUSED)
                    .params(refused.keySet().toArray(UUID[]::new), refused.values().toArray(Long[]::new))
                    .update();
            refused.clear();
        }
    }

    /** Whether there is a run to carry out. */
    boolean hasBegun() {
        return hasBegun;
    }

    private void writeRuns() {
        if (waiting.isEmpty()) {
            return;
        }
        jdbc.sql(START)
                .params(waiting.stream().map(RunStart::workflowId).toArray(UUID[]::new),
                        waiting.stream().map(start -> start.active().version()).toArray(Integer[]::new),
                        waiting.stream().map(start -> start.active().triggerId()).toArray(UUID[]::new),
                        waiting.stream().map(start -> start.event().id()).toArray(Long[]::new),
                        waiting.stream().map(RunStarts::status).toArray(String[]::new),
                        waiting.stream().map(RunStart::refusal).toArray(String[]::new))
                .update();
        hasBegun |= waiting.stream().anyMatch(start -> start.refusal() == null);
        waiting.clear();
    }

    private static String status(RunStart start) {
        return (start.refusal() == null ? RunStatus.QUEUED : RunStatus.REFUSED).toString();
    }
}
