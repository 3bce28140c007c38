package dev.tenantry.crm.tag;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class TagService extends RecordService<Tag, TagRequest, TagResponse> {

    /** How many tags an organization has, those in the trash included. */
    private static final int MOST = 1_000;
    private static final RowLimit LIMIT = new RowLimit("tags", MOST, "an organization has " + MOST
            + " tags at most, those in the trash included: merge some, or delete some for good");

    private static final ListDefinition<Tag> LISTING = ListDefinition.of(Tag.class)
            .field("id", Long.class)
            .text("name")
            .nullable("colour", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    private static final String ON_RECORD = """
            e.deletedAt is null and exists (select 1 from Tagging t where t.organizationId = e.organizationId \
            and t.tagId = e.id and t.recordType = :type and t.recordId = :record)""";

    private final RecordKernel kernel;
    private final TagMapper mapper;
    private final TaggingRows rows;
    private final AuditTrail audit;
    private final TagInUse uses;
    private final ObjectProvider<TaggedService<?, ?, ?>> tagged;

    TagService(RecordKernel kernel, TagMapper mapper, TaggingRows rows, AuditTrail audit, TagInUse uses,
            ObjectProvider<TaggedService<?, ?, ?>> tagged) {
        super(kernel, LISTING, TagRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.rows = rows;
        this.audit = audit;
        this.uses = uses;
        this.tagged = tagged;
    }

    /** Those on a record. */
    Page<TagResponse> of(String type, Long record, ListRequest request) {
        return kernel.lists()
                .list(LISTING.under(ON_RECORD), request, Map.of("type", type, "record", record))
                .map(this::show);
    }

    /** On how many live records the tag is, of each kind that the caller may read. @throws ProblemException 404 */
    TagUsageResponse usage(Long id) {
        var readable = kernel.permissions().readable(Caller.current());
        var filter = new Filter.Condition("tags", "eq", List.of(get(id).id().toString()), false);
        var request = new ListRequest(1, null, null, filter, null, true, null);
        return new TagUsageResponse(tagged.stream()
                .filter(records -> readable.contains(records.type()))
                .map(records -> new TagUsageResponse.Count(records.type(), records.list(request).total()))
                .toList());
    }

    /**
     * Whatever the other tag is on, this one is on from then on. The other goes to the trash, where it is on nothing.
     *
     * @throws ProblemException 404; 412; 422 where there is no such other tag
     */
    @Transactional
    TagResponse merge(Long id, TagMergeRequest request, IfMatch expected) {
        var other = request.tagId();
        if (other.equals(id)) {
            throw ProblemException.invalid("tagId", "same", "this is the very tag that the other is to become");
        }
        var live = lock(List.of(id, other), true);
        var survivor = locked(id, expected);
        if (!live.contains(other)) {
            throw ProblemException.invalid("tagId", "unknown-reference", "there is no such tag");
        }
        rows.move(other, id);
        trash(other, IfMatch.ANY);
        audit.record(
                new AuditEntry("tag.merged", AuditEntry.Category.DATA_MODIFICATION, type(), id.toString(), Map.of(),
                        Map.of("tagId", other.toString())));
        return show(survivor);
    }

    /** @throws ProblemException 409 besides that names the workflows that go by it, as far as the caller may know */
    @Override
    @Transactional
    public void trash(Long id, IfMatch expected) {
        uses.demandUnused(locked(id, expected));
        super.trash(id, expected);
    }

    @Transactional
    void trashEvenIfUsed(Long id, IfMatch expected) {
        super.trash(id, expected);
    }

    /** @throws ProblemException 409 likewise, of one that is not in the trash */
    @Override
    @Transactional
    public void purge(Long id, IfMatch expected) {
        var tag = kernel.entities().find(Tag.class, id);
        if (tag != null && !tag.isTrashed()) {
            uses.demandUnused(tag);
        }
        super.purge(id, expected);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("name");
    }

    @Override
    public Set<String> unique() {
        return Set.of("name");
    }

    @Override
    protected Tag make(TagRequest request) {
        return new Tag(request);
    }

    @Override
    protected void change(Tag tag, TagRequest request) {
        tag.change(request);
    }

    @Override
    protected TagRequest state(Tag tag) {
        return mapper.toRequest(tag);
    }

    @Override
    protected TagResponse show(Tag tag) {
        return mapper.toResponse(tag);
    }

    @Override
    protected void created(Tag tag) {
        LIMIT.keep(kernel.entities(), Tag.class);
    }
}
