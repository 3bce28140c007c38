package dev.tenantry.notification.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.ContactAddress;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;

@Service
@Transactional(readOnly = true)
class ConsentService implements ListSource {

    private static final ListDefinition<Consent> LISTING = ListDefinition.of(Consent.class)
            .field("id", UUID.class)
            .field("channel", ContactChannel.class)
            .address("address", "e.addressKey", false)
            .field("purpose", ConsentPurpose.class)
            .field("status", ConsentDecision.class)
            .nullable("source", String.class)
            .nullable("createdBy", UUID.class)
            .field("decidedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final ConsentMapper mapper;
    private final Clock clock;

    ConsentService(EntityManager entities, ListQuery lists, ConsentMapper mapper, Clock clock) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return ConsentResponse.class;
    }

    Page<ConsentResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(mapper::toResponse);
    }

    ConsentResponse get(UUID id) {
        var consent = entities.find(Consent.class, id);
        if (consent == null) {
            throw ProblemException.notFound();
        }
        return mapper.toResponse(consent);
    }

    /** @throws ProblemException 422 where the address is none of the channel's, or the decision is yet to come */
    @Transactional
    ConsentResponse create(ConsentRequest request) {
        var address = ContactAddress.of(request.channel(), request.address());
        var now = clock.instant();
        if (request.decidedAt() != null && request.decidedAt().isAfter(now)) {
            throw ProblemException.invalid("decidedAt", "out-of-range", "must not be in the future");
        }
        var consent = new Consent(Ids.next(), address, request, TenantContext.current().userId(), now);
        entities.persist(consent);
        entities.flush();
        return mapper.toResponse(consent);
    }
}
