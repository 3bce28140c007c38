package dev.tenantry.integrations.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.integrations.WebhookConsumer.Outcome;
import dev.tenantry.shared.database.Rows;
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
            select e.message_id, e.headers, e.payload, e.created_at, r.workflow_id, r.integration_id from webhook_events e
            join webhook_receivers r on r.organization_id = e.organization_id and r.id = e.webhook_receiver_id
            where e.organization_id = app.org_id() and e.id = ? and e.lease_epoch = ? and e.status = ? for update of e""";
    private static final String END = """
            update webhook_events set status = ?, processed_at = ?, error_message = ?, run_id = ?, due_at = null, leased_by = null
            where organization_id = app.org_id() and id = ? and lease_epoch = ? and status = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Bodies bodies;
    private final ObjectProvider<WebhookConsumer> workflows;
    private final Clock clock;

    /** @param workflows asked where there is a message: they need this module as well */
    InboundDispatch(JdbcClient jdbc, JsonMapper json, Bodies bodies, ObjectProvider<WebhookConsumer> workflows,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.bodies = bodies;
        this.workflows = workflows;
        this.clock = clock;
    }

    private record Received(ObjectNode message, @Nullable UUID workflow, @Nullable UUID integration) {}

    void process(InboundClaim claim) {
        jdbc.sql(FIND)
                .params(claim.id(), claim.epoch(), PENDING.toString())
                .query(this::read)
                .optional()
                .ifPresent(received -> end(claim, outcome(received)));
    }

    void giveUp(InboundClaim claim, String reason) {
        end(claim, new Outcome(null, reason));
    }

    private Outcome outcome(Received received) {
        try {
            if (received.workflow != null) {
                return workflows.getObject().on(received.workflow, received.message);
            }
            return received.integration == null
                    ? new Outcome(null, "it is for nobody")
                    : workflows.getObject().ofIntegration(received.integration, received.message);
        } catch (ProblemException refused) {
            return new Outcome(null, refused.getMessage());
        }
    }

    /** One that has started something is not taken up again, which would start that once more. */
    private void end(InboundClaim claim, Outcome outcome) {
        jdbc.sql(END)
                .param((outcome.error() == null || outcome.runId() != null ? PROCESSED : FAILED).toString())
                .param(Receivers.utc(clock.instant()))
                .param(outcome.error() == null ? null : Texts.shown(outcome.error(), LONGEST_ERROR))
                .param(outcome.runId())
                .params(claim.id(), claim.epoch(), PENDING.toString())
                .update();
    }

    private Received read(ResultSet row, int number) throws SQLException {
        var headers = json.readTree(row.getString("headers"));
        var message = Message.told(row.getString("message_id"), Rows.instant(row, "created_at"), headers,
                bodies.read(headers.path("content-type").asString(null), row.getString("payload")));
        return new Received(message, row.getObject("workflow_id", UUID.class),
                row.getObject("integration_id", UUID.class));
    }
}
