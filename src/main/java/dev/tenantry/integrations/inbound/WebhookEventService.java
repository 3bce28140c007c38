package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Tickets;

import static dev.tenantry.integrations.inbound.WebhookEventStatus.FAILED;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PENDING;

/** What people see of messages, and take up again of what failed. */
@Service
@Transactional(readOnly = true)
class WebhookEventService implements ListSource {

    private static final ListDefinition<WebhookEvent> LISTING = ListDefinition.of(WebhookEvent.class)
            .field("id", Long.class)
            .field("webhookReceiverId", UUID.class)
            .field("eventType", String.class)
            .field("source", String.class)
            .field("messageId", String.class)
            .field("status", WebhookEventStatus.class)
            .nullable("runId", Long.class)
            .field("createdAt", Instant.class)
            .sortedBy("-id")
            .build();
    private static final String REPLAY = """
            update webhook_events set status = ?, processed_at = null, error_message = null, due_at = now(), lease_epoch = 0, leased_by = null,
                attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and id = ? and status = ?""";

    private final EntityManager entities;
    private final ListQuery lists;
    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final AuditTrail audit;

    WebhookEventService(EntityManager entities, ListQuery lists, JdbcClient jdbc, Tickets tickets, AuditTrail audit) {
        this.entities = entities;
        this.lists = lists;
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.audit = audit;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return WebhookEventResponse.class;
    }

    Page<WebhookEventResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(event -> event.toResponse(false));
    }

    WebhookEventResponse get(long id) {
        return existing(id).toResponse(true);
    }

    /** @throws ProblemException 409 where it has not failed */
    @Transactional
    WebhookEventResponse replay(long id) {
        existing(id);
        if (jdbc.sql(REPLAY).params(PENDING.toString(), id, FAILED.toString()).update() == 0) {
            throw ProblemException.conflict("only what has failed is taken up again");
        }
        tickets.add(InboundQueue.NAME);
        audit.record(new AuditEntry("webhook-event.replayed", AuditEntry.Category.DATA_ACCESS, "webhook-event",
                Long.toString(id), Map.of(), Map.of("status", PENDING.toString())));
        entities.clear();
        return existing(id).toResponse(false);
    }

    private WebhookEvent existing(long id) {
        var event = entities.find(WebhookEvent.class, id);
        if (event == null) {
            throw ProblemException.notFound();
        }
        return event;
    }
}
