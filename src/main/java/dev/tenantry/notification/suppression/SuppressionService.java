package dev.tenantry.notification.suppression;

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
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class SuppressionService implements ListSource {

    private static final ListDefinition<Suppression> LISTING = ListDefinition.of(Suppression.class)
            .field("id", UUID.class)
            .field("channel", ContactChannel.class)
            .address("address", "e.addressKey", false)
            .field("reason", SuppressionReason.class)
            .field("scope", SuppressionScope.class)
            .nullable("createdBy", UUID.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final SuppressionMapper mapper;

    SuppressionService(EntityManager entities, ListQuery lists, SuppressionMapper mapper) {
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
        return SuppressionResponse.class;
    }

    Page<SuppressionResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(mapper::toResponse);
    }

    SuppressionResponse get(UUID id) {
        return mapper.toResponse(find(id));
    }

    /** @throws ProblemException 422 where the address is none of the channel's, 409 where it is suppressed already */
    @Transactional
    SuppressionResponse create(SuppressionRequest request) {
        var suppression = new Suppression(Ids.next(), ContactAddress.of(request.channel(), request.address()), request,
                TenantContext.current().userId());
        entities.persist(suppression);
        entities.flush();
        return mapper.toResponse(suppression);
    }

    @Transactional
    void delete(UUID id, IfMatch ifMatch) {
        var suppression = find(id);
        ifMatch.check(() -> mapper.toResponse(suppression));
        entities.remove(suppression);
    }

    private Suppression find(UUID id) {
        var suppression = entities.find(Suppression.class, id);
        if (suppression == null) {
            throw ProblemException.notFound();
        }
        return suppression;
    }
}
