package dev.tenantry.integrations.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Tickets;

/** Queues what has happened for the endpoints that are to be told. What tells too much is told nobody, as with workflows. */
@Component
class WebhookDispatch implements EventConsumer {

    /** They stay until what they are told is queued. */
    private static final String ENABLED = """
            select e.id, e.maintained_by, e.subscriptions from webhook_endpoints e
            where e.organization_id = app.org_id() and e.is_enabled order by e.id for key share""";
    /** What an event tells is in the database already, and does not pass through here once for each endpoint. */
    private static final String QUEUE = """
            insert into webhook_deliveries (organization_id, webhook_endpoint_id, message_id, event_id, event_name, aggregate_type, aggregate_id, body, due_at)
            select app.org_id(), d.endpoint_id, d.message_id, e.id, e.event_name, e.aggregate_type, e.aggregate_id,
                jsonb_build_object('type', e.event_name, 'timestamp', to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'data', e.payload)::text,
                case when row_number() over (partition by d.endpoint_id, e.aggregate_type, e.aggregate_id order by d.place) = 1
                    and not exists (select 1 from webhook_deliveries b where b.organization_id = app.org_id() and b.webhook_endpoint_id = d.endpoint_id
                        and b.aggregate_type = e.aggregate_type and b.aggregate_id = e.aggregate_id and b.status = 'pending') then now() end
            from unnest(?::uuid[], ?::bigint[], ?::text[]) with ordinality as d (endpoint_id, event_id, message_id, place)
            join domain_events e on e.organization_id = app.org_id() and e.id = d.event_id
            order by d.place
            on conflict on constraint webhook_deliveries_event_key do nothing""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final SubscriptionRights rights;
    private final RecordOrder order;
    private final Tickets tickets;

    WebhookDispatch(JdbcClient jdbc, JsonMapper json, SubscriptionRights rights, RecordOrder order, Tickets tickets) {
        this.jdbc = jdbc;
        this.json = json;
        this.rights = rights;
        this.order = order;
        this.tickets = tickets;
    }

    private record Endpoint(UUID id, UUID maintainer, List<Subscription> subscriptions) {

        boolean isSubscribed(PendingEvent event) {
            var data = event.triggerData();
            return data != null
                    && subscriptions.stream().anyMatch(one -> one.accepts(event.name(), data.path("trigger")));
        }
    }

    @Override
    public void on(List<PendingEvent> events) {
        var endpoints = enabled();
        var held = new HashMap<UUID, Set<String>>();
        var told = new ArrayList<UUID>();
        var of = new ArrayList<Long>();
        for (var event : events) {
            for (var endpoint : endpoints) {
                if (endpoint.isSubscribed(event) && held.computeIfAbsent(endpoint.maintainer, rights::of)
                        .contains(rights.reading(event.aggregateType()))) {
                    told.add(endpoint.id);
                    of.add(event.id());
                }
            }
        }
        if (!told.isEmpty()) {
            queue(told, of);
        }
    }

    private void queue(List<UUID> endpoints, List<Long> events) {
        order.keepForAdding();
        jdbc.sql(QUEUE)
                .params(endpoints.toArray(UUID[]::new), events.toArray(Long[]::new),
                        endpoints.stream().map(_ -> messageId()).toArray(String[]::new))
                .update();
        tickets.add(DeliveryQueue.NAME);
    }

    static String messageId() {
        return "msg_" + Ids.next();
    }

    private List<Endpoint> enabled() {
        return jdbc.sql(ENABLED)
                .query((row, _) -> new Endpoint(row.getObject("id", UUID.class),
                        row.getObject("maintained_by", UUID.class), subscriptions(row.getString("subscriptions"))))
                .list();
    }

    private List<Subscription> subscriptions(String text) {
        return json.readValue(text, new TypeReference<>() {
        });
    }
}
