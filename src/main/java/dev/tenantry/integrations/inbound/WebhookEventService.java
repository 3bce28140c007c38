package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

import static dev.tenantry.integrations.inbound.WebhookEventStatus.PENDING;

/** What people see of messages, and take up again. */
@Service
@Transactional(readOnly = true)
class WebhookEventService implements ListSource {

    private static final ListDefinition<WebhookEvent> LISTING = ListDefinition.of(WebhookEvent.class)
            .field("id", Long.class)
            .field("webhookReceiverId", UUID.class)
            .field("eventType", String.class)
            .oneOf("source", List.of("custom", "github", "shopify", "slack", "stripe", "twilio"))
            .field("messageId", String.class)
            .field("status", WebhookEventStatus.class)
            .nullable("runId", Long.class)
            .field("createdAt", Instant.class)
            .found("workflowId", "app.messages_for", Field.Matching.EXACT)
            .sortedBy("-id")
            .build();
    private final EntityManager entities;
    private final ListQuery lists;
    private final TakingUp takingUp;
    private final ReceiverGuard guard;
    private final AuditTrail audit;

    WebhookEventService(EntityManager entities, ListQuery lists, TakingUp takingUp, ReceiverGuard guard,
            AuditTrail audit) {
        this.entities = entities;
        this.lists = lists;
        this.takingUp = takingUp;
        this.guard = guard;
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

    /** @throws ProblemException 403 where the caller may not do what the workflows do that it is for; 409 where it waits already, was refused, or is for one workflow alone, which has begun a run by it */
    @Transactional
    WebhookEventResponse replay(long id) {
        var event = existing(id);
        guard.demandToTell(event.receiver());
        if (!takingUp.ofAnything(id)) {
            throw ProblemException.conflict(switch (event.status()) {
                case PENDING -> "it waits to be processed";
                case REFUSED -> "what was refused can be sent again by its sender alone";
                case PROCESSED, FAILED -> "the workflow that it is for has begun a run by it, and begins one alone";
            });
        }
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
