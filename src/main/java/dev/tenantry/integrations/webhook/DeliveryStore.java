package dev.tenantry.integrations.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

import dev.tenantry.shared.crypto.SecretGeneration;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.work.Tickets;

import static dev.tenantry.integrations.webhook.DeliveryStatus.FAILED;
import static dev.tenantry.integrations.webhook.DeliveryStatus.SUCCEEDED;

/**
 * What is noted of a delivery that is claimed, in its organization's context. Nothing is where somebody else has claimed it
 * meanwhile. Endpoints are locked before deliveries, as by whoever deletes one.
 */
@Component
class DeliveryStore {

    private static final String CLAIMED = """
            select d.message_id, d.body, d.event_id, d.aggregate_type, d.failures, e.id, e.url, e.is_enabled, e.maintained_by, e.maintained_scopes, e.secret_generation,
                e.secret_rotated_at
            from webhook_deliveries d join webhook_endpoints e on e.organization_id = d.organization_id and e.id = d.webhook_endpoint_id
            where d.organization_id = app.org_id() and d.id = ? and d.lease_epoch = ? and d.ended_at is null""";
    private static final String END = """
            update webhook_deliveries d set status = ?, failures = d.failures + ?, error_message = ?, due_at = null, leased_by = null, ended_at = now(),
                version = d.version + 1
            where d.organization_id = app.org_id() and d.id = ? and d.lease_epoch = ? and d.ended_at is null""";
    private static final String POSTPONE = """
            update webhook_deliveries d set failures = d.failures + ?, error_message = ?, due_at = now() + ? * interval '1 millisecond', leased_by = null,
                lease_losses = 0, version = d.version + 1
            where d.organization_id = app.org_id() and d.id = ? and d.lease_epoch = ? and d.ended_at is null""";
    private static final String NOTE = """
            insert into webhook_attempts (organization_id, webhook_delivery_id, started_at, duration, response_status, response_body, error_message)
            values (app.org_id(), ?, ?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;
    private final EndpointHealth health;
    private final RecordOrder order;
    private final SubscriptionRights rights;
    private final EndpointSecrets secrets;
    private final Tickets tickets;
    private final Clock clock;

    DeliveryStore(JdbcClient jdbc, EndpointHealth health, RecordOrder order, SubscriptionRights rights,
            EndpointSecrets secrets,
            Tickets tickets, Clock clock) {
        this.jdbc = jdbc;
        this.health = health;
        this.order = order;
        this.rights = rights;
        this.secrets = secrets;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** What is to be sent; empty where it is not this instance's any more. */
    @Transactional(readOnly = true)
    Optional<Sending> find(DeliveryClaim claim) {
        return jdbc.sql(CLAIMED).params(claim.id(), claim.epoch()).query(this::sending).optional();
    }

    /** It is not to be sent. */
    @Transactional
    void refuse(DeliveryClaim claim, String reason) {
        end(claim, FAILED, 0, reason);
    }

    /** It was not sent, and is to be. */
    @Transactional
    void defer(DeliveryClaim claim, String reason, Duration pause) {
        postpone(claim, 0, reason, pause);
    }

    /** It was sent. */
    @Transactional
    void settle(DeliveryClaim claim, Sending sending, Sending.Outcome outcome) {
        var error = outcome.error();
        var isOurs = error == null ? taken(claim) : failed(claim, sending, outcome, error);
        if (isOurs) {
            jdbc.sql(NOTE)
                    .params(claim.id(), OffsetDateTime.ofInstant(outcome.startedAt(), ZoneOffset.UTC),
                            outcome.duration())
                    .param(outcome.status())
                    .param(outcome.body())
                    .param(error)
                    .update();
        } else {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
    }

    private boolean taken(DeliveryClaim claim) {
        health.recovered(claim.endpointId());
        return end(claim, SUCCEEDED, 0, null);
    }

    private boolean failed(DeliveryClaim claim, Sending sending, Sending.Outcome outcome, String error) {
        var isDisabled = outcome.isGone()
                ? health.disable(claim.endpointId(), DisabledReason.GONE)
                : health.failed(claim.endpointId());
        var pause = isDisabled || sending.isTest()
                ? null
                : RetrySchedule.pauseAfter(sending.failures() + 1, outcome.retryAfter(), clock.instant(),
                        ThreadLocalRandom.current());
        return pause == null ? end(claim, FAILED, 1, error) : postpone(claim, 1, error, pause);
    }

    /** What waits for it is due now. */
    private boolean end(DeliveryClaim claim, DeliveryStatus status, int failures, @Nullable String error) {
        order.keepForEnding();
        var ended = jdbc.sql(END)
                .params(status.toString(), failures)
                .param(error)
                .params(claim.id(), claim.epoch())
                .update();
        if (ended == 1) {
            order.releaseNext(claim.id());
        }
        return ended == 1;
    }

    private boolean postpone(DeliveryClaim claim, int failures, String error, Duration pause) {
        var postponed = jdbc.sql(POSTPONE)
                .params(failures, error, pause.toMillis(), claim.id(), claim.epoch())
                .update();
        tickets.add(DeliveryQueue.NAME, pause);
        return postponed == 1;
    }

    private Sending sending(ResultSet row, int number) throws SQLException {
        var endpoint = row.getObject("id", UUID.class);
        var generation = new SecretGeneration(row.getInt("secret_generation"),
                Rows.instantOrNull(row, "secret_rotated_at"));
        var isTest = row.getObject("event_id") == null;
        return new Sending(endpoint, row.getString("url"), row.getString("message_id"), row.getString("body"), isTest,
                row.getInt("failures"), secrets.signing(endpoint, generation, clock.instant()),
                isTest ? null : objection(row));
    }

    private @Nullable String objection(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_enabled")) {
            return "the endpoint is disabled";
        }
        var held = rights.of(Maintainer.read(row));
        return held.contains(rights.reading(row.getString("aggregate_type")))
                ? null
                : "whoever maintains the endpoint may not read this any more";
    }
}
