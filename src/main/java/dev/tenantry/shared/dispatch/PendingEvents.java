package dev.tenantry.shared.dispatch;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.tenancy.TenantContext;

/** A tenant's events that wait to be dispatched: no more at a time than there is room for. */
@Component
class PendingEvents {

    static final int BATCH = 200;
    /** Characters that a batch tells. */
    static final int ROOM = 4_000_000;

    /**
     * What an event tells beyond the limit is not even read. Arrays, as each of them is made once: of a join, the server's plan,
     * which it keeps, can be one from a time with hardly any events, and find the same ones anew for each event that there is. And
     * it keeps one where it knows of how many events it is.
     */
    private static final String TAKE = """
            with taken as (
                delete from pending_events t
                where t.organization_id = ? and t.id = any (array(
                    select p.id from (
                        select id, sum(size) over (order by id) - size as before from (
                            select n.id, least(length(e.payload::text), ?) as size
                            from (select id from pending_events where organization_id = ? order by id limit %s) n
                            cross join lateral (select payload from domain_events where organization_id = ? and id = n.id offset 0) e) next) p
                    where p.before < ?))
                returning t.id)
            select e.id, e.event_name, e.aggregate_type, e.aggregate_id, e.depth, e.root_id, e.created_at, length(e.payload::text) as size,
                case when length(e.payload::text) <= ? then e.payload end as payload
            from domain_events e where e.organization_id = ? and e.id = any (array(select id from taken)) order by e.id""";
    private static final String NOTE = "update domain_events set dispatch_error = ? where organization_id = app.org_id() and id = ?";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PendingEvents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The next ones, in order, so many at most; they are dispatched if the transaction is committed. */
    List<PendingEvent> take(int most) {
        var longest = PendingEvent.LONGEST;
        var tenant = TenantContext.current().organizationId();
        return jdbc.sql(TAKE.formatted(most))
                .params(tenant, longest, tenant, tenant, ROOM, longest, tenant)
                .query((row, _) -> PastEvents.read(row, json))
                .list();
    }

    /** Why somebody has not reacted to it. */
    void note(PendingEvent event, String error) {
        jdbc.sql(NOTE).params(error, event.id()).update();
    }
}
