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

/**
 * A tenant's workflows that react to events, some at a time: there can be any number, and their filters can be long. Nobody
 * changes or deactivates them before the end of the transaction: what decides, what runs and whose rights it has belong together.
 */
@Component
class ArmedWorkflows {

    static final int BATCH = 50;

    private static final UUID FIRST = new UUID(0, 0);
    private static final String LOCK = """
            select w.id from workflow_definitions w
            join workflow_triggers t on t.organization_id = w.organization_id and t.workflow_id = w.id and t.is_active and t.event_name = any (?)
            where w.id > ? order by w.id limit ? for no key update of w""";
    /** As they are behind the lock. */
    private static final String ARMED = """
            select t.id, t.trigger_config, t.workflow_id, w.current_version from workflow_definitions w
            join workflow_triggers t on t.organization_id = w.organization_id and t.workflow_id = w.id and t.is_active and t.event_name = any (?)
            where w.organization_id = app.org_id() and w.id = any (?) and w.is_active order by w.id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ArmedWorkflows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param last the last of those that were looked at: fewer may be active when they are locked */
    record Batch(List<ArmedWorkflow> workflows, @Nullable UUID last) {}

    /** @param before null for the first ones */
    Batch after(@Nullable Batch before, Collection<String> events) {
        var names = events.toArray(String[]::new);
        var locked = jdbc.sql(LOCK)
                .params(names, before == null || before.last == null ? FIRST : before.last, BATCH)
                .query(UUID.class)
                .list();
        return locked.isEmpty()
                ? new Batch(List.of(), null)
                : new Batch(jdbc.sql(ARMED).params(names, locked.toArray(UUID[]::new)).query(this::armed).list(),
                        locked.getLast());
    }

    private ArmedWorkflow armed(ResultSet row, int number) throws SQLException {
        var config = json.readTree(row.getString("trigger_config"));
        return new ArmedWorkflow(row.getObject("id", UUID.class), row.getObject("workflow_id", UUID.class),
                row.getInt("current_version"), Trigger.read(Trigger.json("event", config)));
    }
}
