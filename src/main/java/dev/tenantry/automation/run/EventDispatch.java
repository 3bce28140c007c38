package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.tenancy.TenantContext;

/** Turns a tenant's pending events into runs of the workflows whose armed triggers accept them, each event once. */
@Component
class EventDispatch {

    static final int BATCH = 200;

    private static final String TAKE = """
            select id, event_name, aggregate_type, aggregate_id, payload, depth, user_id, created_at from domain_events
            where dispatched_at is null order by id limit ? for update skip locked""";
    private static final String ARMED = """
            select t.id, t.event_name, t.trigger_config, t.workflow_id, w.current_version from workflow_triggers t
            join workflow_definitions w on w.organization_id = t.organization_id and w.id = t.workflow_id
            where t.is_active and t.event_name = any (?)""";
    private static final String START = """
            with started as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, event_id, started_by, depth,
                    status, execution_end, error_details, trigger_data)
                select app.org_id(), s.workflow_id, s.version_number, s.trigger_id, s.event_id, s.user_id, s.depth,
                    case when s.refusal is null then 'queued' else 'refused' end, case when s.refusal is not null then now() end, s.refusal, s.trigger_data::jsonb
                from unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::uuid[], ?::int[], ?::text[], ?::text[])
                    as s (workflow_id, version_number, trigger_id, event_id, user_id, depth, refusal, trigger_data)
                on conflict on constraint workflow_execution_logs_event_key do nothing
                returning organization_id, id, workflow_id, trigger_id, started_by, depth, status),
            queued as (
                insert into workflow_runs (organization_id, id, user_id, depth)
                select organization_id, id, started_by, depth from started where status = 'queued'),
            triggers as (
                update workflow_triggers t set trigger_count = t.trigger_count + s.runs, last_triggered_at = now()
                from (select organization_id, trigger_id, count(*) as runs from started where status = 'queued' group by 1, 2) s
                where t.organization_id = s.organization_id and t.id = s.trigger_id)
            update workflow_definitions w set run_count = w.run_count + s.runs, last_run_at = now()
            from (select organization_id, workflow_id, count(*) as runs from started where status = 'queued' group by 1, 2) s
            where w.organization_id = s.organization_id and w.id = s.workflow_id""";
    private static final String DONE = "update domain_events set dispatched_at = now() where id = any (?)";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EngineSettings settings;
    private final Wakeups wakeups;

    EventDispatch(JdbcClient jdbc, JsonMapper json, EngineSettings settings, Wakeups wakeups) {
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
        this.wakeups = wakeups;
    }

    private record Event(long id, String name, int depth, @Nullable UUID userId, ObjectNode triggerData) {

        Scope scope() {
            return new Scope(
                    Map.of("trigger", () -> triggerData.path("trigger"), "event", () -> triggerData.path("event")));
        }
    }

    private record Armed(UUID id, String eventName, Trigger trigger, UUID workflowId, int version) {}

    private record Start(Armed armed, Event event, @Nullable String refusal) {}

    /**
     * Dispatches the next events of the current tenant.
     *
     * @return how many there were; {@link #BATCH} where there may be more
     */
    @Transactional
    int dispatch() {
        if (!isMyTurn()) {
            return 0;
        }
        var events = jdbc.sql(TAKE).param(BATCH).query(this::event).list();
        if (events.isEmpty()) {
            return 0;
        }
        var names = events.stream().map(Event::name).distinct().toArray(String[]::new);
        var armed = jdbc.sql(ARMED).param(names).query(this::armed).list();
        var starts = new ArrayList<Start>();
        for (var event : events) {
            var scope = event.scope();
            armed.stream()
                    .filter(trigger -> trigger.eventName.equals(event.name) && trigger.trigger.accepts(scope))
                    .forEach(trigger -> starts.add(new Start(trigger, event, refusal(event))));
        }
        start(starts);
        jdbc.sql(DONE).param(events.stream().map(Event::id).toArray(Long[]::new)).update();
        return events.size();
    }

    /** One dispatcher a tenant at a time keeps the order of its events, and the counters free of deadlocks. */
    private boolean isMyTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('automation.dispatch/' || ?, 0))")
                .param(TenantContext.current().organizationId().toString())
                .query(Boolean.class)
                .single();
    }

    private @Nullable String refusal(Event event) {
        return event.depth < settings.maxDepth()
                ? null
                : "refused: " + event.depth + " automations caused one another before this one";
    }

    private void start(List<Start> starts) {
        if (starts.isEmpty()) {
            return;
        }
        jdbc.sql(START)
                .params(starts.stream().map(start -> start.armed.workflowId).toArray(UUID[]::new),
                        starts.stream().map(start -> start.armed.version).toArray(Integer[]::new),
                        starts.stream().map(start -> start.armed.id).toArray(UUID[]::new),
                        starts.stream().map(start -> start.event.id).toArray(Long[]::new),
                        starts.stream().map(start -> start.event.userId).toArray(UUID[]::new),
                        starts.stream().map(start -> start.event.depth).toArray(Integer[]::new),
                        starts.stream().map(Start::refusal).toArray(String[]::new),
                        starts.stream().map(start -> start.event.triggerData.toString()).toArray(String[]::new))
                .update();
        wakeups.runsAfterCommit();
    }

    private Event event(ResultSet row, int number) throws SQLException {
        var triggerData = json.createObjectNode();
        triggerData.set("trigger", json.readTree(row.getString("payload")));
        triggerData.putObject("event")
                .put("id", row.getString("id"))
                .put("name", row.getString("event_name"))
                .put("aggregateType", row.getString("aggregate_type"))
                .put("aggregateId", row.getString("aggregate_id"))
                .put("occurredAt", instant(row).toString());
        return new Event(row.getLong("id"), row.getString("event_name"), row.getInt("depth"),
                row.getObject("user_id", UUID.class), triggerData);
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    private Armed armed(ResultSet row, int number) throws SQLException {
        JsonNode config = json.readTree(row.getString("trigger_config"));
        return new Armed(row.getObject("id", UUID.class), row.getString("event_name"),
                Trigger.read(Trigger.json("event", config)), row.getObject("workflow_id", UUID.class),
                row.getInt("current_version"));
    }
}
