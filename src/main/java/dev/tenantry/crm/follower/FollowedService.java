package dev.tenantry.crm.follower;

import java.util.UUID;

import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordEntity;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.shared.web.Versioned;

/** Records that members can follow: their lists are filtered by the ids of those. */
@Transactional(readOnly = true)
public abstract class FollowedService<E extends RecordEntity, Q extends Record, R extends Versioned>
        extends
            TaggedService<E, Q, R> {

    private static final String AMONG = """
            Follower f where f.organizationId = e.organizationId and f.recordType = '%s' and f.recordId = e.id""";

    protected FollowedService(RecordKernel kernel, ListDefinition<E> listing, Class<Q> requestType) {
        super(kernel, listing.with(followers(listing.entity())), requestType);
    }

    private static Field followers(Class<?> entity) {
        return Field.several("followers", "f.userId",
                AMONG.formatted(CamelCase.split(entity.getSimpleName(), "-")), UUID.class);
    }
}
