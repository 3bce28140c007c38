package dev.tenantry.integrations.webhook;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.problem.ProblemException;

import static dev.tenantry.integrations.webhook.DeliveryStatus.PENDING;

/** What an endpoint is told because somebody asks for it: what it was told before, under the same id, or that this is a test. */
@Service
@Transactional
class WebhookReplays {

    private static final String TEST = "webhook-endpoint.test";
    private static final String IS_ENABLED = """
            select e.is_enabled from webhook_endpoints e where e.organization_id = app.org_id() and e.id = ? for key share""";
    static final String BEGIN_ANEW = """
            update webhook_deliveries d set status = ?, failures = 0, error_message = null, due_at = null, begun_at = now(), ended_at = null,
                lease_epoch = 0,
                leased_by = null, attempts = 0, lease_losses = 0, version = d.version + 1
            where d.organization_id = app.org_id() and d.ended_at is not null""";
    private static final String ONE = BEGIN_ANEW + " and d.id = ? returning d.aggregate_type";
    private static final String QUEUE_TEST = """
            insert into webhook_deliveries (organization_id, webhook_endpoint_id, message_id, event_name, aggregate_type, aggregate_id, body, due_at)
            values (app.org_id(), ?, ?, ?, 'webhook-endpoint', ?, ?, null) returning id""";

    private final JdbcClient jdbc;
    private final WebhookDeliveryService deliveries;
    private final SubscriptionRights rights;
    private final RecordOrder order;
    private final AuditTrail audit;
    private final Clock clock;

    WebhookReplays(JdbcClient jdbc, WebhookDeliveryService deliveries, SubscriptionRights rights, RecordOrder order,
            AuditTrail audit, Clock clock) {
        this.rights = rights;
        this.jdbc = jdbc;
        this.deliveries = deliveries;
        this.order = order;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws ProblemException 409 where it is pending, or its endpoint is disabled; 403 where the caller may not read what it tells */
    WebhookDeliveryResponse replay(long id) {
        var endpoint = deliveries.fresh(id).webhookEndpointId();
        requireEnabled(endpoint);
        order.keepForAdding();
        var told = jdbc.sql(ONE).params(PENDING.toString(), id).query(String.class).optional();
        rights.demandToTell(Set.of(told.orElseThrow(
                () -> ProblemException.conflict("the delivery is pending already"))));
        order.releaseFirst(endpoint);
        record(endpoint, "replayed", Long.toString(id));
        return deliveries.fresh(id);
    }

    /** Sent once, to an endpoint that is disabled, too. */
    WebhookDeliveryResponse test(UUID endpoint) {
        isEnabled(endpoint);
        order.keepForAdding();
        var message = WebhookDispatch.messageId();
        var body = JsonNodeFactory.instance.objectNode().put("type", TEST).put("timestamp", clock.instant().toString());
        body.putObject("data").put("webhookEndpointId", endpoint.toString());
        var id = jdbc.sql(QUEUE_TEST)
                .params(endpoint, message, TEST, message, body.toString())
                .query(Long.class)
                .single();
        order.releaseFirst(endpoint);
        record(endpoint, "tested", Long.toString(id));
        return deliveries.fresh(id);
    }

    /** @throws ProblemException 409 where it is disabled, 404 where there is none */
    void requireEnabled(UUID endpoint) {
        if (!isEnabled(endpoint)) {
            throw ProblemException.conflict("the endpoint is disabled");
        }
    }

    private boolean isEnabled(UUID endpoint) {
        return jdbc.sql(IS_ENABLED)
                .param(endpoint)
                .query(Boolean.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    void record(UUID endpoint, String what, Object value) {
        audit.record(new AuditEntry("webhook-endpoint." + what, AuditEntry.Category.DATA_ACCESS, "webhook-endpoint",
                endpoint.toString(), Map.of(), Map.of(what, value)));
    }
}
