package dev.tenantry.integrations.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.integrations.WebhookConsumer.Outcome;
import dev.tenantry.integrations.WebhookConsumer.Result;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

import static dev.tenantry.integrations.inbound.WebhookEventStatus.FAILED;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PENDING;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PROCESSED;

/** Hands a message to whom it is for, in the transaction that notes that. */
@Service
@Transactional
class InboundDispatch {

    private static final int LONGEST_ERROR = 1_000;
    private static final String FIND = """
            select e.message_id, e.headers, e.payload, e.outcomes, e.created_at, r.workflow_id, r.integration_id, r.verification from webhook_events e
            join webhook_receivers r on r.organization_id = e.organization_id and r.id = e.webhook_receiver_id
            where e.organization_id = app.org_id() and e.id = ? and e.lease_epoch = ? and e.status = ? for update of e""";
    /** The run is the first that there ever was. */
    private static final String END = """
            update webhook_events set status = ?, processed_at = ?, error_message = ?, run_id = coalesce(run_id, ?), outcomes = ?::jsonb,
                workflow_ids = array(select unnest(workflow_ids) union select o ->> 'workflowId' from jsonb_array_elements(?::jsonb) o),
                due_at = null, leased_by = null
            where organization_id = app.org_id() and id = ? and lease_epoch = ? and status = ?""";
    private static final String GIVE_UP = """
            update webhook_events set status = ?, processed_at = ?, error_message = ?, due_at = null, leased_by = null
            where organization_id = app.org_id() and id = ? and lease_epoch = ? and status = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final KeptMessages kept;
    private final ObjectProvider<WebhookConsumer> workflows;
    private final Clock clock;

    /** @param workflows asked where there is a message: they need this module as well */
    InboundDispatch(JdbcClient jdbc, JsonMapper json, KeptMessages kept, ObjectProvider<WebhookConsumer> workflows,
            Clock clock) {
        this.kept = kept;
        this.jdbc = jdbc;
        this.json = json;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** @param before what became of it when it was processed before */
    private record Received(
            KeptMessages.Kept message,
            @Nullable UUID workflow,
            @Nullable UUID integration,
            List<Outcome> before) {

        /** Each workflow begins one run by it, however often it is taken up. */
        List<Outcome> begun() {
            return before.stream().filter(one -> one.runId() != null).toList();
        }
    }

    void process(InboundClaim claim) {
        jdbc.sql(FIND)
                .params(claim.id(), claim.epoch(), PENDING.toString())
                .query(this::read)
                .optional()
                .ifPresent(received -> process(claim, received));
    }

    private void process(InboundClaim claim, Received received) {
        var told = received.message.told();
        if (told == null) {
            giveUp(claim, received.message.fault());
            return;
        }
        try {
            end(claim, received, outcomes(received, told));
        } catch (ProblemException refused) {
            giveUp(claim, refused.getMessage());
        }
    }

    void giveUp(InboundClaim claim, @Nullable String reason) {
        jdbc.sql(GIVE_UP)
                .params(FAILED.toString(), Receivers.utc(clock.instant()),
                        Texts.shown(String.valueOf(reason), LONGEST_ERROR))
                .params(claim.id(), claim.epoch(), PENDING.toString())
                .update();
    }

    private List<Outcome> outcomes(Received received, ObjectNode message) {
        var begun = received.begun().stream().map(Outcome::workflowId).collect(Collectors.toSet());
        if (received.integration != null) {
            return workflows.getObject().ofIntegration(received.integration, message, begun);
        }
        return received.workflow == null || begun.contains(received.workflow)
                ? List.of()
                : List.of(workflows.getObject().on(received.workflow, message));
    }

    private void end(InboundClaim claim, Received received, List<Outcome> outcomes) {
        var all = Stream.concat(received.begun().stream(), outcomes.stream()).toList();
        var run = all.stream().map(Outcome::runId).filter(Objects::nonNull).findFirst().orElse(null);
        var error = error(received, outcomes);
        var kept = json.writeValueAsString(all);
        jdbc.sql(END)
                .param((error == null || run != null ? PROCESSED : FAILED).toString())
                .param(Receivers.utc(clock.instant()))
                .param(error)
                .param(run)
                .params(kept, kept)
                .params(claim.id(), claim.epoch(), PENDING.toString())
                .update();
    }

    /** Of an integration's, those workflows that are not active do not wait for it. */
    private static @Nullable String error(Received received, List<Outcome> outcomes) {
        var isDirect = received.integration == null;
        var errors = outcomes.stream()
                .filter(one -> one.result() == Result.FAILED || isDirect && one.result() == Result.NOT_ACTIVE)
                .map(one -> isDirect ? one.reason() : "workflow " + one.workflowId() + ": " + one.reason())
                .collect(Collectors.joining("; "));
        return errors.isEmpty() ? null : Texts.shown(errors, LONGEST_ERROR);
    }

    private Received read(ResultSet row, int number) throws SQLException {
        return new Received(kept.read(row), row.getObject("workflow_id", UUID.class),
                row.getObject("integration_id", UUID.class),
                List.of(json.readValue(row.getString("outcomes"), Outcome[].class)));
    }
}
