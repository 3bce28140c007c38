package dev.tenantry.crm.tag;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Which tags are on which records, of the kinds that the caller may read: those of a page of records by one request. */
@Service
@Transactional(readOnly = true)
class TaggingList implements ListSource {

    private static final ListDefinition<Tagging> LISTING = ListDefinition.of(Tagging.class)
            .field("id", Long.class)
            .computed("type", "e.recordType", String.class, false)
            .field("recordId", Long.class)
            .field("tagId", Long.class)
            .sortedBy("id")
            .where("""
                    e.recordType in :readable and exists (select 1 from Tag g
                    where g.organizationId = e.organizationId and g.id = e.tagId and g.deletedAt is null)""")
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final RecordPermissions permissions;

    TaggingList(EntityManager entities, ListQuery lists, RecordPermissions permissions) {
        this.entities = entities;
        this.lists = lists;
        this.permissions = permissions;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return TaggingResponse.class;
    }

    Page<TaggingResponse> list(ListRequest request) {
        var page = lists.list(LISTING, request, Map.of("readable", permissions.readable(Caller.current())));
        var tags = tags(page.results().stream().map(Tagging::getTagId).distinct().toList());
        return page.map(tagging -> TaggingResponse.of(tagging, Objects.requireNonNull(tags.get(tagging.getTagId()))));
    }

    private Map<Long, Tag> tags(List<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : TenantQuery.of(entities, Tag.class, "e", Tag.class, List.of("is_any(e.id, :ids)"), "")
                        .setAll("ids", ids)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Tag::getId, Function.identity()));
    }
}
