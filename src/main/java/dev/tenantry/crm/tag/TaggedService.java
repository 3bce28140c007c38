package dev.tenantry.crm.tag;

import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordEntity;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.shared.web.Versioned;

/** Records that tags can be on: their lists are filtered by the ids of those. */
@Transactional(readOnly = true)
public abstract class TaggedService<E extends RecordEntity, Q extends Record, R extends Versioned>
        extends
            RecordService<E, Q, R> {

    private static final String TAGS = "tags";
    /** A tag in the trash is on nothing. */
    private static final String AMONG = """
            Tagging t join Tag g on g.organizationId = t.organizationId and g.id = t.tagId and g.deletedAt is null \
            where t.organizationId = e.organizationId and t.recordType = '%s' and t.recordId = e.id""";

    protected TaggedService(RecordKernel kernel, ListDefinition<E> listing, Class<Q> requestType) {
        super(kernel, listing.with(tags(listing.entity())), requestType);
    }

    private static Field tags(Class<?> entity) {
        return Field.several(TAGS, "t.tagId", AMONG.formatted(CamelCase.split(entity.getSimpleName(), "-")),
                Long.class);
    }
}
