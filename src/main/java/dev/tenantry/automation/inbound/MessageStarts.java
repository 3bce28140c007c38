package dev.tenantry.automation.inbound;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.ReceivedRuns;
import dev.tenantry.integrations.WebhookConsumer;

/** Starts the runs that messages ask for. The workflow is locked first, as by whoever deactivates it. */
@Component
class MessageStarts implements WebhookConsumer {

    private static final Outcome NOT_ACTIVE = new Outcome(null, "the workflow is not active");
    private static final String LOCK = """
            select is_active from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";
    private static final String TRIGGER = """
            select t.trigger_config from workflow_triggers t
            where t.organization_id = app.org_id() and t.workflow_id = ? and t.is_active and t.trigger_type = ?""";

    /** In the order in which whoever stops several locks them. */
    private static final String WAITING = """
            select t.workflow_id from workflow_triggers t
            where t.organization_id = app.org_id() and t.is_active and t.trigger_type = ? and t.trigger_config ->> 'integrationId' = ?
            order by t.workflow_id limit ?""";
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Comparisons comparisons;
    private final ReceivedRuns runs;

    MessageStarts(JdbcClient jdbc, JsonMapper json, Comparisons comparisons, ReceivedRuns runs) {
        this.jdbc = jdbc;
        this.json = json;
        this.comparisons = comparisons;
        this.runs = runs;
    }

    @Override
    public Outcome ofIntegration(UUID integration, ObjectNode message) {
        return jdbc.sql(WAITING)
                .params(Trigger.Type.WEBHOOK.toString(), integration.toString(), MOST)
                .query(UUID.class)
                .list()
                .stream()
                .map(workflow -> on(Objects.requireNonNull(workflow), message))
                .filter(outcome -> outcome.runId() != null)
                .reduce(new Outcome(null, null), (first, next) -> first.runId() == null ? next : first);
    }

    @Override
    public Outcome on(UUID workflow, ObjectNode message) {
        if (!jdbc.sql(LOCK).param(workflow).query(Boolean.class).optional().orElse(false)) {
            return NOT_ACTIVE;
        }
        var type = Trigger.Type.WEBHOOK.toString();
        var trigger = jdbc.sql(TRIGGER)
                .params(workflow, type)
                .query((row, _) -> Trigger.read(Trigger.json(type, json.readTree(row.getString(1)))))
                .optional();
        if (trigger.isEmpty()) {
            return NOT_ACTIVE;
        }
        var scope = new Scope(Map.of("trigger", () -> message));
        return comparisons.hold(new Comparisons.Question(trigger.get(), trigger.get().filter(), scope, true))
                ? runs.start(workflow, message).map(run -> new Outcome(run, null)).orElse(NOT_ACTIVE)
                : new Outcome(null, null);
    }
}
