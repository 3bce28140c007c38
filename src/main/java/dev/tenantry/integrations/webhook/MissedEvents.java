package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.webhook.WebhookDispatch.Told;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.dispatch.PastEvents;

import static java.time.ZoneOffset.UTC;

/** What has happened, and an endpoint is to be told, but nothing is queued of: it was disabled then. As far as events are kept. */
@Component
class MissedEvents {

    private static final int PAGE = 200;
    /** By one request: what its filters leave out counts, too. */
    private static final int MOST_LOOKED_AT = 50_000;
    private static final String MISSED = """
            from domain_events e
            join webhook_endpoints p on p.organization_id = app.org_id() and p.id = ?
            where e.organization_id = app.org_id() and e.id > ? and e.created_at >= greatest(?, p.created_at) and e.created_at < ? and e.event_name = any (?)
                and not exists (select from webhook_deliveries d
                    where d.organization_id = app.org_id() and d.webhook_endpoint_id = p.id and d.event_id = e.id)""";
    private static final String FIND = "select e.id " + MISSED + " order by e.id limit ?";
    private static final String NEXT = "select min(e.created_at) as next " + MISSED;

    private final JdbcClient jdbc;
    private final PastEvents events;
    private final SubscriptionRights rights;
    private final WebhookDispatch dispatch;

    MissedEvents(JdbcClient jdbc, PastEvents events, SubscriptionRights rights, WebhookDispatch dispatch) {
        this.jdbc = jdbc;
        this.events = events;
        this.rights = rights;
        this.dispatch = dispatch;
    }

    /**
     * @param types of the records that they are about
     * @param next  since when there may be more; null where there are no more
     */
    record Missed(List<Told> told, Set<String> types, @Nullable Instant next) {

        static final Missed NONE = new Missed(List.of(), Set.of(), null);
    }

    /** The oldest first. In the current transaction. */
    Missed find(UUID id, Instant since, Instant until, int most) {
        var endpoint = dispatch.find(id);
        var names = rights.covered(endpoint.subscriptions()).toArray(String[]::new);
        List<Object> asked = List.of(since.atOffset(UTC), until.atOffset(UTC), names);
        var told = new ArrayList<Told>();
        var types = new HashSet<String>();
        var after = 0L;
        for (var looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
            var page = jdbc.sql(FIND)
                    .params(id, after)
                    .params(asked)
                    .param(PAGE)
                    .query((row, _) -> row.getLong("id"))
                    .list();
            for (var event : dispatch.heard(endpoint, events.of(page))) {
                if (told.size() == most) {
                    return new Missed(told, types, next(id, event.id() - 1, asked));
                }
                told.add(dispatch.told(endpoint, event));
                types.add(event.aggregateType());
            }
            if (page.size() < PAGE) {
                return new Missed(told, types, null);
            }
            after = page.getLast();
        }
        return new Missed(told, types, next(id, after, asked));
    }

    private @Nullable Instant next(UUID id, long after, List<Object> asked) {
        return jdbc.sql(NEXT)
                .params(id, after)
                .params(asked)
                .query((row, _) -> Optional.ofNullable(Rows.instantOrNull(row, "next")))
                .single()
                .orElse(null);
    }

    /** @return how many are queued by that */
    int queue(Missed missed) {
        return dispatch.queue(missed.told);
    }
}
