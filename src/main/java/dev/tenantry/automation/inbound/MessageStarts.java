package dev.tenantry.automation.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.start.ReceivedRuns;
import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.shared.batch.NestedSession;
import dev.tenantry.shared.database.TransientFailures;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.Redacted;

/**
 * Starts the runs that messages ask for. Filters are asked first, of all workflows; those that are to start one are locked then, as by whoever
 * deactivates them, and what has changed meanwhile is asked once more. What one workflow fails of is its
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

    /** In the order in which whoever stops several locks them. */
    private static final String WAITING = """
            select w.id from workflow_definitions w
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

    /** @param trigger that was asked; null where there is none that is active @param outcome null where a run is to be started */
    private record Asked(UUID workflow, @Nullable String trigger, @Nullable Outcome outcome) {}

    @Override
    public List<Outcome> ofIntegration(UUID integration, ObjectNode message, Set<UUID> begun) {
        var asked = new ArrayList<Asked>();
        for (var some = after(FIRST, integration); !some.isEmpty(); some = after(some.getLast(), integration)) {
            some.stream().filter(one -> !begun.contains(one)).map(one -> ask(one, message)).forEach(asked::add);
        }
        return asked.stream().map(one -> settle(one, message)).toList();
    }

    private List<UUID> after(UUID last, UUID integration) {
        return jdbc.sql(WAITING)
                .params(Trigger.Type.WEBHOOK.toString(), integration.toString(), last, BATCH)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public Outcome on(UUID workflow, ObjectNode message) {
        return settle(ask(workflow, message), message);
    }

    private Asked ask(UUID workflow, ObjectNode message) {
        var trigger = trigger(workflow);
        return trigger.isEmpty()
                ? new Asked(workflow, null, notActive(workflow))
                : new Asked(workflow, trigger.get(),
                        attempt(workflow, () -> objection(workflow, trigger.get(), message)).orElse(null));
    }

    private Outcome settle(Asked asked, ObjectNode message) {
        return asked.outcome != null
                ? asked.outcome
                : attempt(asked.workflow, () -> Optional.of(start(asked, message))).orElseThrow();
    }

    private Optional<Outcome> attempt(UUID workflow, Supplier<Optional<Outcome>> work) {
        try {
            return Objects.requireNonNull(nested.run(entities.unwrap(Session.class), work));
        } catch (ProblemException refused) {
            return Optional.of(Outcome.none(workflow, Result.FAILED, String.valueOf(refused.getMessage())));
        } catch (RuntimeException failure) {
            if (TransientFailures.isBehind(failure)) {
                throw failure;
            }
            log.error("a message could not start workflow {}: {}", workflow, Redacted.line(failure));
            return Optional.of(Outcome.none(workflow, Result.FAILED,
                    "it failed unexpectedly when it was to be started; the application's log says why"));
        }
    }

    private Outcome start(Asked asked, ObjectNode message) {
        var workflow = asked.workflow;
        if (!jdbc.sql(LOCK).param(workflow).query(Boolean.class).optional().orElse(false)) {
            return notActive(workflow);
        }
        var now = trigger(workflow);
        if (now.isEmpty() || !integration(now.get()).equals(integration(String.valueOf(asked.trigger)))) {
            return notActive(workflow);
        }
        return (now.get().equals(asked.trigger) ? Optional.<Outcome>empty() : objection(workflow, now.get(), message))
                .orElseGet(() -> runs.start(workflow, message)
                        .map(run -> started(workflow, run))
                        .orElse(notActive(workflow)));
    }

    private Optional<String> trigger(UUID workflow) {
        return jdbc.sql(TRIGGER).params(workflow, Trigger.Type.WEBHOOK.toString()).query(String.class).optional();
    }

    /** Which is to be told; nothing where it has an address of its own. */
    private JsonNode integration(String config) {
        return json.readTree(config).path("integrationId");
    }

    /** Why the trigger starts nothing. */
    private Optional<Outcome> objection(UUID workflow, String config, ObjectNode message) {
        var trigger = Trigger.read(Trigger.json(Trigger.Type.WEBHOOK.toString(), json.readTree(config)));
        var scope = new Scope(Map.of("trigger", () -> message));
        return switch (comparisons.answers(List.of(new Comparisons.Question(trigger, trigger.filter(), scope, true)))
                .getFirst()) {
            case HOLDS -> Optional.empty();
            case HOLDS_NOT ->
                Optional.of(Outcome.none(workflow, Result.FILTERED, "the trigger's filter does not hold"));
            case NONE -> Optional.of(Outcome.none(workflow, Result.UNANSWERED,
                    "an expression of the trigger's filter comes to no answer, and so does not hold"));
        };
    }

    private static Outcome notActive(UUID workflow) {
        return Outcome.none(workflow, Result.NOT_ACTIVE, "the workflow is not active");
    }

    private static Outcome started(UUID workflow, ReceivedRuns.Received run) {
        return run.isTurnedAway()
                ? new Outcome(workflow, Result.TURNED_AWAY, "the run says why", run.id())
                : new Outcome(workflow, Result.STARTED, null, run.id());
    }
}
