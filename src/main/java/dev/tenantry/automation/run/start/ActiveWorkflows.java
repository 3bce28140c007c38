package dev.tenantry.automation.run.start;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * A tenant's workflows that react to events, some at a time: there can be any number, and their filters can be long. They are
 * read as they are, and locked only where something is to start: what decided, what runs and whose rights it has belong
 * together, and whoever stops a workflow does not wait for others' filters.
 */
@Component
class ActiveWorkflows {

    static final int BATCH = Comparisons.TOGETHER;

    private static final UUID FIRST = new UUID(0, 0);
    private static final String ARMED = """
            select t.id, t.trigger_config, t.workflow_id, w.current_version, w.enrolment from workflow_definitions w
            join workflow_triggers t on t.organization_id = w.organization_id and t.workflow_id = w.id and t.is_active
            where w.organization_id = app.org_id() and w.is_active and t.event_name = any (?)""";
    private static final String NOTHING = "{}";
    static final Enrolment OPEN = Enrolment.read(MissingNode.getInstance());
    private static final String NEXT = ARMED + " and w.id > ? order by w.id limit ?";
    private static final String THESE = ARMED + " and w.id = any (?) order by w.id";
    private static final String LOCK = """
            select w.id, w.current_version, w.is_active from workflow_definitions w
            where w.organization_id = app.org_id() and w.id = any (?) order by w.id for no key update""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ActiveWorkflows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param last the last of those before; null for the first ones */
    List<ActiveWorkflow> after(@Nullable ActiveWorkflow last, Collection<String> events) {
        return jdbc.sql(NEXT)
                .params(events.toArray(String[]::new), last == null ? FIRST : last.workflowId(), BATCH)
                .query(this::active)
                .list();
    }

    /**
     * Keeps the workflows from being changed or deactivated before the end of the transaction.
     *
     * @return which of them are what they were; others are to be read again
     */
    Set<ActiveWorkflow> lock(Collection<ActiveWorkflow> workflows) {
        var versions = lock(ids(workflows));
        return workflows.stream()
                .filter(workflow -> Integer.valueOf(workflow.version()).equals(versions.get(workflow.workflowId())))
                .collect(Collectors.toSet());
    }

    /** Likewise. @return which of them are active */
    Set<UUID> keep(Collection<UUID> workflows) {
        return lock(workflows.toArray(UUID[]::new)).keySet();
    }

    /** Those of the workflows that such events start, as they are by now, by their ids. */
    Map<UUID, ActiveWorkflow> startedBy(Collection<PendingEvent> events, Stream<UUID> workflows) {
        var names = events.stream().map(PendingEvent::name).collect(Collectors.toSet());
        return of(workflows.distinct().toList(), names)
                .stream()
                .collect(Collectors.toMap(ActiveWorkflow::workflowId, Function.identity()));
    }

    private List<ActiveWorkflow> of(Collection<UUID> workflows, Collection<String> events) {
        return jdbc.sql(THESE)
                .params(events.toArray(String[]::new), workflows.toArray(UUID[]::new))
                .query(this::active)
                .list();
    }

    /** What the workflows have become. */
    List<ActiveWorkflow> again(Collection<ActiveWorkflow> workflows, Collection<String> events) {
        return of(List.of(ids(workflows)), events);
    }

    private Map<UUID, Integer> lock(UUID[] workflows) {
        var versions = new HashMap<UUID, Integer>();
        Object ids = workflows;
        jdbc.sql(LOCK).param(ids).query(row -> {
            if (row.getBoolean("is_active")) {
                versions.put(row.getObject("id", UUID.class), row.getInt("current_version"));
            }
        });
        return versions;
    }

    private static UUID[] ids(Collection<ActiveWorkflow> workflows) {
        return workflows.stream().map(ActiveWorkflow::workflowId).distinct().toArray(UUID[]::new);
    }

    private ActiveWorkflow active(ResultSet row, int number) throws SQLException {
        var config = json.readTree(row.getString("trigger_config"));
        return new ActiveWorkflow(row.getObject("id", UUID.class), row.getObject("workflow_id", UUID.class),
                row.getInt("current_version"), Trigger.read(Trigger.json("event", config)),
                enrolment(row.getString("enrolment")));
    }

    private Enrolment enrolment(String text) {
        return text.equals(NOTHING) ? OPEN : Enrolment.read(json.readTree(text));
    }
}
