package dev.tenantry.integrations.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.integrations.inbound.OpenReceivers.OpenReceiver;
import dev.tenantry.integrations.inbound.Reception.Received;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.work.Tickets;

import static dev.tenantry.integrations.inbound.Verifier.Answer.JSON;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.FAILED;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PENDING;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PROCESSED;

/** Keeps messages that are known to be their sender's, each once. */
@Service
@Transactional
class Inbox {

    private static final int MOST_PENDING = 10_000;
    /** Of two at once one waits, and finds the other. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('webhook event ' || app.org_id() || ' ' || ? || ' ' || ?, 0))";
    /** What nobody has signed as the id says nothing by itself: whoever has one signed message could use up others' ids by it. */
    private static final String KNOWN = """
            select known.id from (
                select e.id, e.created_at from webhook_events e where e.organization_id = app.org_id() and e.webhook_receiver_id = ? and e.message_id = ? and e.status <> ?
                    and (? or e.payload = ? or e.signed_hash = ?) and e.created_at > ?
                union all
                select e.id, e.created_at from webhook_events e where e.organization_id = app.org_id() and e.webhook_receiver_id = ? and ? and e.signed_hash = ?
                    and e.created_at > ?) known
            order by known.created_at desc limit 1""";
    private static final String COUNT = """
            select count(*) from (
                select 1 from webhook_events e where e.organization_id = app.org_id() and e.due_at is not null limit ?) pending""";
    private static final String KEEP = """
            insert into webhook_events (organization_id, webhook_receiver_id, event_type, source, message_id, signed_hash, headers, payload, workflow_ids, created_at,
                status, error_message, processed_at, due_at)
            values (app.org_id(), ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, case when ? then now() end) returning id""";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final TakingUp takingUp;
    private final Bodies bodies;
    private final ObjectProvider<WebhookConsumer> workflows;
    private final Clock clock;

    /** @param workflows asked where there is a message: they need this module as well */
    Inbox(JdbcClient jdbc, Tickets tickets, TakingUp takingUp, Bodies bodies,
            ObjectProvider<WebhookConsumer> workflows, Clock clock) {
        this.takingUp = takingUp;
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.bodies = bodies;
        this.workflows = workflows;
        this.clock = clock;
    }

    /**
     * @throws ProblemException 400 where its body is no text, or not what it says it is, 413 where it holds more than what it is for
     *                          takes, 415 where it is written otherwise than in UTF-8, 503 where too many wait
     */
    Received take(OpenReceiver receiver, Message message) {
        var read = read(receiver, message);
        var challenge = receiver.verification().verifier().challenge(read.body);
        return challenge == null ? keep(receiver, message, read) : new Received(null, null, challenge, JSON);
    }

    /**
     * Of an address whose workflow or integration is at rest, which is told nothing.
     *
     * @throws ProblemException 404 where it means nothing besides, and as above
     */
    Received heed(OpenReceiver receiver, Message message) {
        var read = read(receiver, message);
        if (!receiver.verification().verifier().heeds(read.body)) {
            throw ProblemException.notFound();
        }
        return keep(receiver, message, read);
    }

    private record Read(String payload, JsonNode body) {}

    private Read read(OpenReceiver receiver, Message message) {
        message.demandReadable();
        var payload = Bodies.text(message.body());
        return new Read(payload,
                bodies.read(message.header(Message.TYPE), payload, receiver.verification().verifier()));
    }

    private Received keep(OpenReceiver receiver, Message message, Read read) {
        var verification = receiver.verification();
        var body = read.body;
        var payload = read.payload;
        var named = verification.name(message, body);
        var id = named == null ? verification.digest(message, payload) : named;
        var headers = bodies.told(verification.keptOf(message));
        var fault = workflows.getObject().fault(Message.told(id, clock.instant(), headers, body));
        if (fault != null) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "with the headers that are kept, " + fault);
        }
        var sent = new Sent(receiver, id, verification.signedHash(message), payload);
        var known = known(sent, named == null);
        var answer = verification.verifier().answer();
        if (known.isPresent()) {
            return new Received(known.get(), again(receiver, known.get()), null, answer);
        }
        var untold = untold(receiver, verification.verifier().heeds(body));
        var kept = keep(sent, headers, verification.type(message, body), untold);
        verification.verifier().heed(receiver.id(), body);
        return new Received(kept, untold == null ? PENDING : FAILED, null, answer);
    }

    private WebhookEventStatus again(OpenReceiver receiver, long known) {
        if (receiver.isOpen()) {
            var _ = takingUp.ofWhatBeganNothing(known);
        }
        return jdbc.sql(
                "select e.due_at is not null from webhook_events e where e.organization_id = app.org_id() and e.id = ?")
                .param(known)
                .query(Boolean.class)
                .single() ? PENDING : PROCESSED;
    }

    /** Why no workflow is told of a message; null where one is. @param isHeeded whether it is to be kept nevertheless */
    private @Nullable String untold(OpenReceiver receiver, boolean isHeeded) {
        if (!receiver.isOpen()) {
            return "the address took no messages when this came: what it says of consent is recorded, and no workflow was told";
        }
        if (jdbc.sql(COUNT).param(MOST_PENDING).query(Integer.class).single() < MOST_PENDING) {
            return null;
        }
        var reason = "too many messages wait to be processed";
        if (!isHeeded) {
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, reason, Duration.ofMinutes(1));
        }
        return reason + ": what this says of consent is recorded, and no workflow was told";
    }

    /** What a message is known by. @param signed the hash of what is; null where the id is a part of that */
    private record Sent(OpenReceiver receiver, String id, @Nullable String signed, String payload) {}

    /** @param untold why no workflow is told; null where it is to be processed */
    private long keep(Sent sent, JsonNode headers, String type, @Nullable String untold) {
        var now = Receivers.utc(clock.instant());
        var kept = jdbc.sql(KEEP)
                .params(sent.receiver.id(), type, sent.receiver.verification().verifier().source(), sent.id)
                .param(sent.signed)
                .params(headers.toString(), sent.payload, sent.receiver.workflows(), now)
                .param((untold == null ? PENDING : FAILED).toString())
                .param(untold)
                .param(untold == null ? null : now)
                .param(untold == null)
                .query(Long.class)
                .single();
        if (untold == null) {
            tickets.add(InboundQueue.NAME);
        }
        return kept;
    }

    /** @param isUnnamed whether the sender has given it no id, so that it is not known for longer than the window */
    private Optional<Long> known(Sent sent, boolean isUnnamed) {
        var receiver = sent.receiver.id();
        alone(receiver, sent.id);
        if (sent.signed != null) {
            alone(receiver, sent.signed);
        }
        var verification = sent.receiver.verification();
        var since = Receivers.utc(clock.instant().minus(verification.window()));
        return jdbc.sql(KNOWN)
                .params(receiver, sent.id, WebhookEventStatus.REFUSED.toString(), sent.signed == null, sent.payload)
                .param(sent.signed)
                .params(isUnnamed ? since : Receivers.utc(Instant.EPOCH), receiver, verification.isKnownByContent())
                .param(sent.signed)
                .param(Receivers.utc(verification.knownSince(clock.instant())))
                .query(Long.class)
                .optional();
    }

    private void alone(UUID receiver, String what) {
        jdbc.sql(ALONE).params(receiver.toString(), what).query((_, _) -> true).single();
    }
}
