package dev.tenantry.shared.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

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
                row.getInt("size"), payload == null ? null : triggerData(row, payload, json));
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
