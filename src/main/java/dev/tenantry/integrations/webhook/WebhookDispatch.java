package dev.tenantry.integrations.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Tickets;

/**
 * Queues what has happened for the endpoints that are to be told. What tells too much is noted as not delivered. It comes before what keeps
 * steps from beginning to wait: whoever ends deliveries or takes them away is waited for here, and may wait for such steps.
 */
@Component
@Order(1)
class WebhookDispatch implements EventConsumer {

    /** They stay until what they are told is queued. */
    private static final String ENABLED = """
            select e.id, e.maintained_by, e.maintained_scopes, e.subscriptions from webhook_endpoints e
            where e.organization_id = app.org_id() and e.is_enabled order by e.id for key share""";
    private static final String ONE = """
            select e.id, e.maintained_by, e.maintained_scopes, e.subscriptions from webhook_endpoints e where e.organization_id = app.org_id() and e.id = ?""";
    private static final String TOO_MUCH = "it tells more than 256 KB and was not sent; a replay tells which record it is about";
    /** What an event tells is in the database already, and does not pass through here once for each endpoint. */
    private static final String QUEUE = """
            insert into webhook_deliveries (organization_id, webhook_endpoint_id, message_id, event_id, event_name, aggregate_type, aggregate_id, body,
                status, error_message, ended_at, due_at)
            select app.org_id(), d.endpoint_id, d.message_id, e.id, e.event_name, e.aggregate_type, e.aggregate_id,
                jsonb_build_object('type', e.event_name, 'timestamp', to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'data', case when d.is_dropped then jsonb_build_object('id', e.aggregate_id) else e.payload end)::text,
                case when d.is_dropped then ?::text else ?::text end, case when d.is_dropped then ?::text end, case when d.is_dropped then now() end,
                case when not d.is_dropped
                    and row_number() over (partition by d.endpoint_id, e.aggregate_type, e.aggregate_id, d.is_dropped order by d.place) = 1
                    and not exists (select 1 from webhook_deliveries b where b.organization_id = app.org_id() and b.webhook_endpoint_id = d.endpoint_id
                        and b.aggregate_type = e.aggregate_type and b.aggregate_id = e.aggregate_id and b.ended_at is null) then now() end
            from unnest(?::uuid[], ?::bigint[], ?::text[], ?::boolean[]) with ordinality as d (endpoint_id, event_id, message_id, is_dropped, place)
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

    record Endpoint(UUID id, Maintainer maintainer, List<Subscription> subscriptions) {

        /** What tells too much is not looked at: a filter may or may not let it through. */
        boolean isSubscribed(PendingEvent event) {
            var data = event.triggerData();
            return subscriptions.stream()
                    .anyMatch(one -> data == null
                            ? one.covers(event.name())
                            : one.accepts(event.name(), data.path("trigger")));
        }
    }

    /** What an endpoint is told. @param isDropped as it is too much: it is noted, and not sent */
    record Told(UUID endpoint, long event, boolean isDropped) {}

    @Override
    public void on(List<PendingEvent> events) {
        var endpoints = enabled();
        var held = new HashMap<Maintainer, Set<String>>();
        var told = new ArrayList<Told>();
        for (var event : events) {
            for (var endpoint : endpoints) {
                if (endpoint.isSubscribed(event) && held.computeIfAbsent(endpoint.maintainer, rights::of)
                        .contains(rights.reading(event.aggregateType()))) {
                    told.add(told(endpoint, event));
                }
            }
        }
        if (!told.isEmpty()) {
            queue(told);
        }
    }

    /** Those of the events that the endpoint is to be told, with the rights of whoever maintains it. */
    List<PendingEvent> heard(Endpoint endpoint, List<PendingEvent> events) {
        var held = rights.of(endpoint.maintainer);
        return events.stream()
                .filter(event -> endpoint.isSubscribed(event) && held.contains(rights.reading(event.aggregateType())))
                .toList();
    }

    Told told(Endpoint endpoint, PendingEvent event) {
        return new Told(endpoint.id, event.id(), event.triggerData() == null);
    }

    /** Each once: what is queued already stays. */
    int queue(List<Told> told) {
        order.keepForAdding();
        var queued = jdbc.sql(QUEUE)
                .params(DeliveryStatus.FAILED.toString(), DeliveryStatus.PENDING.toString(), TOO_MUCH,
                        told.stream().map(Told::endpoint).toArray(UUID[]::new),
                        told.stream().map(Told::event).toArray(Long[]::new),
                        told.stream().map(_ -> messageId()).toArray(String[]::new),
                        told.stream().map(Told::isDropped).toArray(Boolean[]::new))
                .update();
        tickets.add(DeliveryQueue.NAME);
        return queued;
    }

    static String messageId() {
        return "msg_" + Ids.next();
    }

    private List<Endpoint> enabled() {
        return jdbc.sql(ENABLED).query((row, _) -> endpoint(row)).list();
    }

    /** One that is there. */
    Endpoint find(UUID id) {
        return jdbc.sql(ONE).param(id).query((row, _) -> endpoint(row)).single();
    }

    private Endpoint endpoint(ResultSet row) throws SQLException {
        return new Endpoint(row.getObject("id", UUID.class), Maintainer.read(row),
                subscriptions(row.getString("subscriptions")));
    }

    private List<Subscription> subscriptions(String text) {
        return json.readValue(text, new TypeReference<>() {
        });
    }
}
