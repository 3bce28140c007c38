package dev.tenantry.shared.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.database.Rows;

/** A tenant's events, for as long as they are kept. */
@Component
public class PastEvents {

    private static final String SELECT = """
            select e.id, e.event_name, e.aggregate_type, e.aggregate_id, e.depth, e.root_id, e.created_at, length(e.payload::text) as size,
                case when length(e.payload::text) <= ? then e.payload end as payload
            from domain_events e where e.organization_id = app.org_id()""";
    private static final String THESE = SELECT + " and e.id = any (?) order by e.id";
    private static final String LATEST = SELECT + """
             and e.aggregate_type = ? and e.aggregate_id = ? order by e.id desc limit ?""";

    private static final String SIZES = """
            select e.id, case when length(e.payload::text) <= ? then length(e.payload::text) else 0 end as size
            from domain_events e where e.organization_id = app.org_id() and e.id = any (?)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PastEvents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Those that are kept still, in order. */
    public List<PendingEvent> of(Collection<Long> ids) {
        return jdbc.sql(THESE)
                .params(PendingEvent.LONGEST, ids.toArray(Long[]::new))
                .query((row, _) -> read(row, json))
                .list();
    }

    /**
     * Cuts what needs events into pages, in its order: what the events of each tell has room in memory, as a dispatcher's batch has.
     *
     * @param event of each the id
     */
    public <T> List<List<T>> pages(List<T> some, ToLongFunction<T> event) {
        var sizes = new HashMap<Long, Integer>();
        jdbc.sql(SIZES)
                .params(PendingEvent.LONGEST, some.stream().map(event::applyAsLong).distinct().toArray(Long[]::new))
                .query((RowCallbackHandler) row -> sizes.put(row.getLong("id"), row.getInt("size")));
        var pages = new ArrayList<List<T>>();
        var told = new HashSet<Long>();
        var room = 0;
        for (var one : some) {
            var id = event.applyAsLong(one);
            var size = told.contains(id) ? 0 : sizes.getOrDefault(id, 0);
            if (pages.isEmpty() || size > room) {
                pages.add(new ArrayList<>());
                told.clear();
                room = PendingEvents.ROOM;
                size = sizes.getOrDefault(id, 0);
            }
            pages.getLast().add(one);
            told.add(id);
            room -= size;
        }
        return pages;
    }

    /** The last ones of a record, the newest first. */
    public List<PendingEvent> latest(String aggregateType, String aggregateId, int most) {
        return jdbc.sql(LATEST)
                .params(PendingEvent.LONGEST, aggregateType, aggregateId, most)
                .query((row, _) -> read(row, json))
                .list();
    }

    static PendingEvent read(ResultSet row, JsonMapper json) throws SQLException {
        var payload = row.getString("payload");
        return new PendingEvent(row.getLong("id"), row.getString("event_name"), row.getString("aggregate_type"),
                row.getString("aggregate_id"), row.getObject("root_id", UUID.class), row.getInt("depth"),
                Rows.instant(row, "created_at"), row.getInt("size"),
                payload == null ? null : triggerData(row, payload, json));
    }

    private static ObjectNode triggerData(ResultSet row, String payload, JsonMapper json) throws SQLException {
        var triggerData = json.createObjectNode();
        triggerData.set("trigger", json.readTree(payload));
        triggerData.putObject("event")
                .put("id", row.getString("id"))
                .put("name", row.getString("event_name"))
                .put("aggregateType", row.getString("aggregate_type"))
                .put("aggregateId", row.getString("aggregate_id"))
                .put("occurredAt", Rows.instant(row, "created_at").toString());
        return triggerData;
    }
}
