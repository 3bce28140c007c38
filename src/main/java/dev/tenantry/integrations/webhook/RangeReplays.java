package dev.tenantry.integrations.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.webhook.MissedEvents.Missed;
import dev.tenantry.shared.database.Rows;

import static dev.tenantry.integrations.webhook.DeliveryStatus.FAILED;
import static dev.tenantry.integrations.webhook.DeliveryStatus.PENDING;

/** What an endpoint was told, or was to be told, in a while: under the same ids, and of one record in order. */
@Service
@Transactional
class RangeReplays {

    private static final int MOST = 10_000;
    private static final String TOLD = """
            from webhook_deliveries o
            where o.organization_id = app.org_id() and o.webhook_endpoint_id = ? and o.created_at >= ? and o.created_at < ? and o.event_id is not null and o.aggregate_type = any (?)
                and (o.status = ? or o.ended_at is not null and not ?) and o.id > ?""";
    private static final String FIND = "select o.id " + TOLD + " order by o.id limit ?";
    private static final String NEXT = "select min(o.created_at) as next " + TOLD;
    private static final String AGAIN = WebhookReplays.BEGIN_ANEW + " and d.id = any (?) returning d.aggregate_type";

    private final JdbcClient jdbc;
    private final WebhookReplays replays;
    private final MissedEvents missed;
    private final SubscriptionRights rights;
    private final RecordOrder order;
    private final Clock clock;

    RangeReplays(JdbcClient jdbc, WebhookReplays replays, MissedEvents missed, SubscriptionRights rights,
            RecordOrder order, Clock clock) {
        this.jdbc = jdbc;
        this.replays = replays;
        this.missed = missed;
        this.rights = rights;
        this.order = order;
        this.clock = clock;
    }

    /**
     * The oldest first, up to 10,000 at a time; nothing that whoever maintains the endpoint may not read any more.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 409 where the endpoint is disabled; 403 where the caller may not read what they tell
     */
    ReplayResponse replay(UUID endpoint, ReplayRequest request) {
        replays.requireEnabled(endpoint);
        var until = request.until() == null ? clock.instant() : request.until();
        // Before the order is kept, which holds deliveries up.
        var lacking = Boolean.TRUE.equals(request.missed())
                ? missed.find(endpoint, request.since(), until, MOST)
                : Missed.NONE;
        order.keepForAdding();
        List<Object> asked = List.of(endpoint, request.since().atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC), rights.told(endpoint).toArray(String[]::new), FAILED.toString(),
                request.failedOnly() == null || request.failedOnly());
        var told = jdbc.sql(FIND).params(asked).params(0L, MOST).query(Long.class).list();
        var next = told.size() == MOST ? next(asked, told.getLast()) : null;
        var again = jdbc.sql(AGAIN)
                .params(PENDING.toString(), told.toArray(Long[]::new))
                .query(String.class)
                .list();
        var types = new HashSet<>(again);
        types.addAll(lacking.types());
        rights.demandToTell(types);
        var sent = again.size() + (lacking.told().isEmpty() ? 0 : missed.queue(lacking));
        if (sent > 0) {
            order.releaseFirst(endpoint);
            replays.record(endpoint, "replayed", sent + " deliveries");
        }
        return new ReplayResponse(sent, earlier(next, lacking.next()));
    }

    private @Nullable Instant next(List<Object> asked, Long after) {
        return jdbc.sql(NEXT)
                .params(asked)
                .param(after)
                .query((row, _) -> Optional.ofNullable(Rows.instantOrNull(row, "next")))
                .single()
                .orElse(null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
