package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.integrations.inbound.OpenReceivers.OpenReceiver;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

import static dev.tenantry.integrations.inbound.WebhookEventStatus.REFUSED;

/** Keeps what was signed and refused, so that people see why: as many of an address as an hour may have. */
@Service
@Transactional
class RefusedMessages {

    private static final int MOST = 100;
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int LONGEST_ERROR = 1_000;
    private static final String KEEP = """
            insert into webhook_events (organization_id, webhook_receiver_id, event_type, source, message_id, headers, payload, status, due_at, processed_at,
                error_message, workflow_ids, created_at)
            select app.org_id(), ?, ?, ?, ?, ?::jsonb, ?, ?, null, ?, ?, ?, ?
            where ? > (select count(*) from (select from webhook_events e
                where e.organization_id = app.org_id() and e.webhook_receiver_id = ? and e.status = ? and e.created_at > ? limit ?) refused)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    RefusedMessages(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void keep(OpenReceiver receiver, Message message, ProblemException refusal) {
        var now = clock.instant();
        var at = Receivers.utc(now);
        var verification = receiver.verification();
        var body = MissingNode.getInstance();
        var name = verification.name(message, body);
        var payload = text(message);
        jdbc.sql(KEEP)
                .params(receiver.id(), verification.type(message, body), verification.verifier().source())
                .param(name == null
                        ? verification.digest(message, new String(message.body(), StandardCharsets.UTF_8))
                        : name)
                .param(json.writeValueAsString(verification.keptOf(message)))
                .param(payload)
                .params(REFUSED.toString(), at, Texts.shown(String.valueOf(refusal.getMessage()), LONGEST_ERROR))
                .params(receiver.workflows(), at, MOST, receiver.id(), REFUSED.toString())
                .params(Receivers.utc(now.minus(PERIOD)), MOST)
                .update();
    }

    /** Null where it is none, or too long a one. */
    private static @Nullable String text(Message message) {
        try {
            return message.isTooLong() ? null : Bodies.text(message.body());
        } catch (ProblemException _) {
            return null;
        }
    }
}
