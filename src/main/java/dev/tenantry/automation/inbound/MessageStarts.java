package dev.tenantry.automation.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.ReceivedRuns;
import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.shared.batch.NestedSession;
import dev.tenantry.shared.database.TransientFailures;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.Redacted;

/**
 * Starts the runs that messages ask for. The workflow is locked first, as by whoever deactivates it. What one workflow fails of is its
 * own, and undone alone; what nobody is to blame for, as a deadlock, ends the whole, so that it is tried again.
 */
@Component
class MessageStarts implements WebhookConsumer {

    private static final Logger log = LoggerFactory.getLogger(MessageStarts.class);
    private static final Outcome NOT_ACTIVE = new Outcome(null, "the workflow is not active");
    private static final String LOCK = """
            select is_active from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";
    private static final String TRIGGER = """
            select t.trigger_config from workflow_triggers t
            where t.organization_id = app.org_id() and t.workflow_id = ? and t.is_active and t.trigger_type = ?""";

    /** In the order in which whoever stops several locks them. */
    private static final String WAITING = """
            select t.workflow_id from workflow_triggers t
            where t.organization_id = app.org_id() and t.is_active and t.trigger_type = ? and t.trigger_config ->> 'integrationId' = ? and t.workflow_id > ?
            order by t.workflow_id limit ?""";
    private static final int BATCH = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Comparisons comparisons;
    private final ReceivedRuns runs;
    private final NestedSession nested;
    private final EntityManager entities;

    MessageStarts(JdbcClient jdbc, JsonMapper json, Comparisons comparisons, ReceivedRuns runs, NestedSession nested,
            EntityManager entities) {
        this.nested = nested;
        this.entities = entities;
        this.jdbc = jdbc;
        this.json = json;
        this.comparisons = comparisons;
        this.runs = runs;
    }

    @Override
    public @Nullable String fault(ObjectNode message) {
        return DocumentSize.INPUT.fault(message);
    }

    @Override
    public Outcome ofIntegration(UUID integration, ObjectNode message) {
        Long first = null;
        var errors = new ArrayList<String>();
        var workflows = after(FIRST, integration);
        while (!workflows.isEmpty()) {
            for (var workflow : workflows) {
                var outcome = on(workflow, message);
                first = first == null ? outcome.runId() : first;
                if (outcome.error() != null && !outcome.equals(NOT_ACTIVE)) {
                    errors.add("workflow " + workflow + ": " + outcome.error());
                }
            }
            workflows = after(workflows.getLast(), integration);
        }
        return new Outcome(first, errors.isEmpty() ? null : String.join("; ", errors));
    }

    private List<UUID> after(UUID last, UUID integration) {
        return jdbc.sql(WAITING)
                .params(Trigger.Type.WEBHOOK.toString(), integration.toString(), last, BATCH)
                .query((row, _) -> row.getObject("workflow_id", UUID.class))
                .list();
    }

    @Override
    public Outcome on(UUID workflow, ObjectNode message) {
        try {
            return Objects.requireNonNull(nested.run(entities.unwrap(Session.class), () -> start(workflow, message)));
        } catch (ProblemException refused) {
            return new Outcome(null, refused.getMessage());
        } catch (RuntimeException failure) {
            if (TransientFailures.isBehind(failure)) {
                throw failure;
            }
            log.error("a message could not start workflow {}: {}", workflow, Redacted.line(failure));
            return new Outcome(null,
                    "it failed unexpectedly when it was to be started; the application's log says why");
        }
    }

    private Outcome start(UUID workflow, ObjectNode message) {
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
