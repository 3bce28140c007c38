package dev.tenantry.automation.wait;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.dispatch.PastEvents;

/** Events that came before a run's wait for them began, and since the run did. */
@Component
class EarlierEvents {

    /** Looked at. */
    private static final int MOST = 1_000;
    /**
     * Since the event that began the run, or, where none did, since the run is there: of a part, the whole run. What it has been told, or
     * those have that it is a part of, is not told again.
     */
    private static final String FIND = """
            with began as (
                select case when w.event_id is null or w.replay_of is not null then w.created_at else '-infinity' end as at,
                    case when w.replay_of is null then coalesce(w.event_id, 0) else 0 end as event_id, r.ancestors || r.id as runs from workflow_execution_logs r
                join workflow_execution_logs w on w.organization_id = app.org_id() and w.id = coalesce(r.ancestors[1], r.id)
                where r.organization_id = app.org_id() and r.id = ?)
            select e.id from began b join domain_events e on e.organization_id = app.org_id() and e.event_name = ?
                and e.id > b.event_id and e.created_at >= b.at
            where jsonb_build_object('trigger', e.payload, 'event', jsonb_build_object('aggregateType', e.aggregate_type,
                    'aggregateId', e.aggregate_id)) #>> string_to_array(?, '.') = ?
                and not exists (select from workflow_execution_steps s where s.organization_id = app.org_id() and s.execution_log_id = any (b.runs)
                    and s.step_type = ? and s.result ->> ? = e.id::text)
            order by e.id limit ?""";

    private final JdbcClient jdbc;
    private final PastEvents events;
    private final WaitFilters filters;
    private final Waits waits;

    EarlierEvents(JdbcClient jdbc, PastEvents events, WaitFilters filters, Waits waits) {
        this.jdbc = jdbc;
        this.events = events;
        this.filters = filters;
        this.waits = waits;
    }

    /** Gives a wait that has just begun the first of them, where there is one: what comes from now on is dispatched to it. */
    void meet(long run, Awaited awaited) {
        var ids = jdbc.sql(FIND)
                .params(run, awaited.event(), awaited.path(), awaited.value(), WaitForEventAction.TYPE, Waits.EVENT_ID,
                        MOST)
                .query((row, _) -> row.getLong(1))
                .list();
        var found = events.of(ids);
        var held = filters.hold(found.stream()
                .map(event -> new WaitFilters.Asked(awaited.event(), awaited.filterText(), event))
                .toList());
        var first = held.indexOf(true);
        if (first >= 0) {
            waits.meet(Map.of(run, found.get(first).id()));
        }
    }
}
