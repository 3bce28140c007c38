package dev.tenantry.notification.email;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.shared.listing.Field.Matching;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

@Service
@Transactional(readOnly = true)
class OutboundEmailService implements ListSource {

    private static final ListDefinition<OutboundEmail> LISTING = ListDefinition.of(OutboundEmail.class)
            .field("id", UUID.class)
            .field("runId", Long.class)
            .field("workflowId", UUID.class)
            .found("record", "app.mails_about", Matching.EXACT)
            .found("recipient", "app.mails_to", Matching.ADDRESS)
            .longText("subject")
            .nullable("integrationId", UUID.class)
            .field("status", DeliveryStatus.class)
            .nullable("sentAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final OutboundEmailMapper mapper;

    OutboundEmailService(EntityManager entities, ListQuery lists, OutboundEmailMapper mapper) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return OutboundEmailResponse.class;
    }

    Page<OutboundEmailResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(mapper::toResponse);
    }

    OutboundEmailResponse get(UUID id) {
        var mail = entities.find(OutboundEmail.class, id);
        if (mail == null) {
            throw ProblemException.notFound();
        }
        return mapper.toResponse(mail);
    }
}
