package dev.tenantry.automation.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final String LOCK = """
            select is_active from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";
    private static final String TRIGGER = """
            select t.trigger_config from workflow_triggers t
            where t.organization_id = app.org_id() and t.workflow_id = ? and t.is_active and t.trigger_type = ?""";

    /** Those that are not active are told of, and not locked; in the order in which whoever stops several locks them. */
    private static final String WAITING = """
            select w.id, w.is_active from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.trigger_type = ? and w.trigger_config ->> 'integrationId' = ? and w.id > ?
            order by w.id limit ?""";
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

    private record Waiting(UUID workflow, boolean isActive) {}

    @Override
    public List<Outcome> ofIntegration(UUID integration, ObjectNode message, Set<UUID> begun) {
        var outcomes = new ArrayList<Outcome>();
        var waiting = after(FIRST, integration);
        while (!waiting.isEmpty()) {
            waiting.stream()
                    .filter(one -> !begun.contains(one.workflow))
                    .map(one -> one.isActive ? on(one.workflow, message) : notActive(one.workflow))
                    .forEach(outcomes::add);
            waiting = after(waiting.getLast().workflow, integration);
        }
        return outcomes;
    }

    private static Outcome notActive(UUID workflow) {
        return Outcome.none(workflow, Result.NOT_ACTIVE, "the workflow is not active");
    }

    private List<Waiting> after(UUID last, UUID integration) {
        return jdbc.sql(WAITING)
                .params(Trigger.Type.WEBHOOK.toString(), integration.toString(), last, BATCH)
                .query((row, _) -> new Waiting(row.getObject("id", UUID.class), row.getBoolean("is_active")))
                .list();
    }

    @Override
    public Outcome on(UUID workflow, ObjectNode message) {
        try {
            return Objects.requireNonNull(nested.run(entities.unwrap(Session.class), () -> start(workflow, message)));
        } catch (ProblemException refused) {
            return Outcome.none(workflow, Result.FAILED, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            if (TransientFailures.isBehind(failure)) {
                throw failure;
            }
            log.error("a message could not start workflow {}: {}", workflow, Redacted.line(failure));
            return Outcome.none(workflow, Result.FAILED,
                    "it failed unexpectedly when it was to be started; the application's log says why");
        }
    }

    private Outcome start(UUID workflow, ObjectNode message) {
        if (!jdbc.sql(LOCK).param(workflow).query(Boolean.class).optional().orElse(false)) {
            return notActive(workflow);
        }
        var type = Trigger.Type.WEBHOOK.toString();
        var trigger = jdbc.sql(TRIGGER)
                .params(workflow, type)
                .query((row, _) -> Trigger.read(Trigger.json(type, json.readTree(row.getString(1)))))
                .optional();
        if (trigger.isEmpty()) {
            return notActive(workflow);
        }
        var scope = new Scope(Map.of("trigger", () -> message));
        return switch (comparisons.answers(List.of(
                new Comparisons.Question(trigger.get(), trigger.get().filter(), scope, true))).getFirst()) {
            case HOLDS -> runs.start(workflow, message).map(run -> started(workflow, run)).orElse(notActive(workflow));
            case HOLDS_NOT -> Outcome.none(workflow, Result.FILTERED, "the trigger's filter does not hold");
            case NONE -> Outcome.none(workflow, Result.UNANSWERED,
                    "an expression of the trigger's filter comes to no answer, and so does not hold");
        };
    }

    private static Outcome started(UUID workflow, ReceivedRuns.Received run) {
        return run.isRefused()
                ? new Outcome(workflow, Result.TURNED_AWAY, "the run is refused, and says why", run.id())
                : new Outcome(workflow, Result.STARTED, null, run.id());
    }
}
