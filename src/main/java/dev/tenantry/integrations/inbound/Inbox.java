package dev.tenantry.integrations.inbound;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.WebhookConsumer;
import dev.tenantry.integrations.inbound.OpenReceivers.OpenReceiver;
import dev.tenantry.integrations.inbound.Reception.Received;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.work.Tickets;

/** Keeps messages that are known to be their sender's, each once. */
@Service
@Transactional
class Inbox {

    private static final int MOST_PENDING = 10_000;
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_TYPE = 200;
    private static final int LONGEST_HEADER = 1_000;
    private static final String DIGEST = "sha256:";
    private static final String UNNAMED = "message";
    /** Of two at once one waits, and finds the other. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('webhook event ' || app.org_id() || ' ' || ? || ' ' || ?, 0))";
    /** What nobody has signed as the id says nothing by itself: whoever has one signed message could use up others' ids by it. */
    private static final String KNOWN = """
            select known.id from (
                select e.id, e.created_at from webhook_events e where e.organization_id = app.org_id() and e.webhook_receiver_id = ? and e.message_id = ?
                    and (? or e.payload = ? or e.signed_hash = ?) and e.created_at > ?
                union all
                select e.id, e.created_at from webhook_events e where e.organization_id = app.org_id() and e.webhook_receiver_id = ? and ? and e.signed_hash = ?
                    and e.created_at > ?) known
            order by known.created_at desc limit 1""";
    private static final String PENDING = """
            select count(*) from (
                select 1 from webhook_events e where e.organization_id = app.org_id() and e.due_at is not null limit ?) pending""";
    private static final String KEEP = """
            insert into webhook_events (organization_id, webhook_receiver_id, event_type, source, message_id, signed_hash, headers, payload, created_at)
            values (app.org_id(), ?, ?, ?, ?, ?, ?::jsonb, ?, ?) returning id""";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final JsonMapper json;
    private final Bodies bodies;
    private final ObjectProvider<WebhookConsumer> workflows;
    private final Clock clock;

    /** @param workflows asked where there is a message: they need this module as well */
    Inbox(JdbcClient jdbc, Tickets tickets, JsonMapper json, Bodies bodies, ObjectProvider<WebhookConsumer> workflows,
            Clock clock) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.json = json;
        this.bodies = bodies;
        this.workflows = workflows;
        this.clock = clock;
    }

    /**
     * @throws ProblemException 400 where its body is no text, or not what it says it is, 413 where it holds more than what it is for
     *                          takes, 503 where too many wait
     */
    Received take(OpenReceiver receiver, Message message) {
        var payload = text(message.body());
        var body = bodies.read(message.header("content-type"), payload);
        var verification = receiver.verification();
        var challenge = verification.verifier().challenge(body);
        if (challenge != null) {
            return new Received(null, challenge);
        }
        var named = name(verification.id(message, body));
        var id = named == null
                ? DIGEST + Digests.fingerprint(payload + verification.verifier().variant(message))
                : named;
        var headers = json.valueToTree(headers(verification, message));
        var fault = workflows.getObject().fault(Message.told(id, clock.instant(), headers, body));
        if (fault != null) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "with the headers that are kept, " + fault);
        }
        var sent = new Sent(receiver, id, verification.signedHash(message), payload);
        var kept = known(sent, named == null)
                .orElseGet(() -> keep(sent, headers, Objects.requireNonNullElse(
                        Texts.beginning(
                                Objects.requireNonNullElse(verification.verifier().type(message, body), UNNAMED),
                                LONGEST_TYPE),
                        UNNAMED)));
        return new Received(kept, null);
    }

    /** What a message is known by. @param signed the hash of what is; null where the id is a part of that */
    private record Sent(OpenReceiver receiver, String id, @Nullable String signed, String payload) {}

    private long keep(Sent sent, JsonNode headers, String type) {
        if (jdbc.sql(PENDING).param(MOST_PENDING).query(Integer.class).single() >= MOST_PENDING) {
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "too many messages wait to be processed",
                    Duration.ofMinutes(1));
        }
        var kept = jdbc.sql(KEEP)
                .params(sent.receiver.id(), type.isBlank() ? UNNAMED : type, sent.receiver.source(), sent.id)
                .param(sent.signed)
                .params(headers.toString(), sent.payload, Receivers.utc(clock.instant()))
                .query(Long.class)
                .single();
        tickets.add(InboundQueue.NAME);
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
                .params(receiver, sent.id, sent.signed == null, sent.payload)
                .param(sent.signed)
                .params(isUnnamed ? since : Receivers.utc(Instant.EPOCH), receiver, verification.isKnownByContent())
                .param(sent.signed)
                .param(since)
                .query(Long.class)
                .optional();
    }

    private void alone(UUID receiver, String what) {
        jdbc.sql(ALONE).params(receiver.toString(), what).query((_, _) -> true).single();
    }

    /** What the sender calls it; null where it does not. */
    private static @Nullable String name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return name.length() > LONGEST_ID ? DIGEST + Digests.fingerprint(name) : name;
    }

    private static Map<String, String> headers(Verification verification, Message message) {
        var names = new TreeSet<>(verification.kept());
        names.add("content-type");
        names.removeAll(List.of("authorization", "proxy-authorization", "cookie", "apikey",
                verification.header().toLowerCase(Locale.ROOT)));
        var headers = new LinkedHashMap<String, String>();
        for (var name : names) {
            var value = message.header(name);
            if (value != null) {
                headers.put(name, Texts.beginning(value, LONGEST_HEADER));
            }
        }
        return headers;
    }

    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException _) {
            // said below
        }
        throw ProblemException.malformed("", "the body must be UTF-8 without the character U+0000");
    }
}
