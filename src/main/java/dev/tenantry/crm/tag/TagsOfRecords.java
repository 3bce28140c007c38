package dev.tenantry.crm.tag;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.batch.BatchAnswer;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordTags.Change;
import dev.tenantry.shared.record.RecordTags.Tagged;
import dev.tenantry.shared.web.Versioned;

/** What requests do with the tags on records. */
@Component
public class TagsOfRecords {

    private final TagService tags;
    private final Taggings taggings;
    private final Batches batches;

    TagsOfRecords(TagService tags, Taggings taggings, Batches batches) {
        this.tags = tags;
        this.taggings = taggings;
        this.batches = batches;
    }

    Page<TagResponse> list(TaggedService<?, ?, ? extends Versioned> records, Long id, ListRequest request) {
        records.get(id);
        return tags.of(records.type(), id, request);
    }

    void change(Change change, String type, Long id, Long tagId) {
        taggings.change(change, new Tagged(type, id, tagId));
    }

    <R> BatchAnswer<R> change(Change change, String type, TagBatchRequest batch) {
        return batches.together(batch.toBatch(), TagBatchRequest.FIELDS,
                () -> taggings.changeAll(change, batch.tagged(type), true,
                        (_, work) -> DomainEvents.eachByItself(() -> {
                            work.run();
                            return true;
                        })));
    }
}
