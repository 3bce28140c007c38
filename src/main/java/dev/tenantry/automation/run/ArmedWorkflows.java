package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Trigger;

/** A tenant's workflows that react to events, some at a time: there can be any number, and their filters can be long. */
@Component
class ArmedWorkflows {

    static final int BATCH = 50;

    private static final UUID FIRST = new UUID(0, 0);
    private static final String ARMED = """
            select t.id, t.trigger_config, t.workflow_id, w.current_version from workflow_triggers t
            join workflow_definitions w on w.organization_id = t.organization_id and w.id = t.workflow_id
            where t.is_active and t.event_name = any (?) and t.id > ? order by t.id limit ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ArmedWorkflows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param last the last of those before; null for the first ones */
    List<ArmedWorkflow> after(@Nullable ArmedWorkflow last, Collection<String> events) {
        return jdbc.sql(ARMED)
                .params(events.toArray(String[]::new), last == null ? FIRST : last.triggerId(), BATCH)
                .query(this::armed)
                .list();
    }

    private ArmedWorkflow armed(ResultSet row, int number) throws SQLException {
        var config = json.readTree(row.getString("trigger_config"));
        return new ArmedWorkflow(row.getObject("id", UUID.class), row.getObject("workflow_id", UUID.class),
                row.getInt("current_version"), Trigger.read(Trigger.json("event", config)));
    }
}
