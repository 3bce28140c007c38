package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;

/** What people see of deliveries. What one tells of a record is for those who may read the record. */
@Service
@Transactional(readOnly = true)
class WebhookDeliveryService implements ListSource {

    private static final ListDefinition<WebhookDelivery> LISTING = ListDefinition.of(WebhookDelivery.class)
            .field("id", Long.class)
            .field("webhookEndpointId", UUID.class)
            .field("event", String.class)
            .field("aggregateType", String.class)
            .field("aggregateId", String.class)
            .field("status", DeliveryStatus.class)
            .field("failures", Integer.class)
            .nullable("dueAt", Instant.class)
            .nullable("endedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();
    private static final String ATTEMPTS = """
            select a.started_at, a.duration, a.response_status, a.response_body, a.error_message from webhook_attempts a
            where a.organization_id = app.org_id() and a.webhook_delivery_id = ? order by a.id desc limit 50""";

    private final EntityManager entities;
    private final ListQuery lists;
    private final WebhookMapper mapper;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RecordPermissions permissions;

    WebhookDeliveryService(EntityManager entities, ListQuery lists, WebhookMapper mapper, JdbcClient jdbc,
            JsonMapper json, RecordPermissions permissions) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
        this.jdbc = jdbc;
        this.json = json;
        this.permissions = permissions;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return WebhookDeliveryResponse.class;
    }

    Page<WebhookDeliveryResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(this::summary);
    }

    Page<WebhookDeliveryResponse> list(UUID endpointId, ListRequest request) {
        if (entities.find(WebhookEndpoint.class, endpointId) == null) {
            throw ProblemException.notFound();
        }
        return lists.list(LISTING.under("e.webhookEndpointId = :endpoint"), request, Map.of("endpoint", endpointId))
                .map(this::summary);
    }

    WebhookDeliveryResponse get(long id) {
        var delivery = existing(id);
        var reading = permissions.has(delivery.getAggregateType())
                ? permissions.of(delivery.getAggregateType(), "read")
                : null;
        return reading == null || Caller.current().may(reading)
                ? mapper.toResponse(delivery, json.readTree(body(id)), null, attempts(id, true))
                : mapper.toResponse(delivery, null, Set.of(reading), attempts(id, false));
    }

    /** As it is in the database after it was changed there, without what it tells: answers to requests are kept. */
    WebhookDeliveryResponse fresh(long id) {
        entities.clear();
        return summary(existing(id));
    }

    private WebhookDeliveryResponse summary(WebhookDelivery delivery) {
        return mapper.toResponse(delivery, null, null, null);
    }

    private WebhookDelivery existing(long id) {
        @Nullable
        WebhookDelivery delivery = entities.find(WebhookDelivery.class, id);
        if (delivery == null) {
            throw ProblemException.notFound();
        }
        return delivery;
    }

    private String body(long id) {
        return jdbc.sql("select body from webhook_deliveries where organization_id = app.org_id() and id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private List<WebhookDeliveryResponse.Attempt> attempts(long id, boolean withAnswers) {
        return jdbc.sql(ATTEMPTS)
                .param(id)
                .query((row, _) -> new WebhookDeliveryResponse.Attempt(Rows.instant(row, "started_at"),
                        row.getInt("duration"), row.getObject("response_status", Integer.class),
                        withAnswers ? row.getString("response_body") : null, row.getString("error_message")))
                .list();
    }
}
