package dev.tenantry.crm.tag;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.batch.BatchAnswer;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordController;
import dev.tenantry.shared.record.RecordTags.Change;
import dev.tenantry.shared.web.Versioned;

/** The endpoints of records that tags can be on. To put one on a record is to change that. */
public abstract class TaggedController<Q extends Record, R extends Versioned> extends RecordController<Q, R> {

    private final TaggedService<?, Q, R> records;
    private final TagsOfRecords tags;

    protected TaggedController(TaggedService<?, Q, R> records, Batches batches, TagsOfRecords tags) {
        super(records, batches);
        this.records = records;
        this.tags = tags;
    }

    /** The tags on the record. */
    @GetMapping("/{id}/tags")
    @RequiresPermission({"read", "tags:read"})
    public Page<TagResponse> listTags(@PathVariable Long id, ListRequest request) {
        return tags.list(records, id, request);
    }

    /** Puts a tag on the record, where it is perhaps already. */
    @PutMapping("/{id}/tags/{tagId}")
    @RequiresPermission({"update", "tags:read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void addTag(@PathVariable Long id, @PathVariable Long tagId) {
        tags.change(Change.ADD, records.type(), id, tagId);
    }

    /** Takes a tag off the record, where it is perhaps not. */
    @DeleteMapping("/{id}/tags/{tagId}")
    @RequiresPermission({"update", "tags:read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void removeTag(@PathVariable Long id, @PathVariable Long tagId) {
        tags.change(Change.REMOVE, records.type(), id, tagId);
    }

    /** Puts tags on up to 1,000 records. */
    @PostMapping("/tags/additions")
    @RequiresPermission({"update", "read", "tags:read"})
    @ImpersonationAllowed
    public ResponseEntity<BatchAnswer<R>> addTags(@Valid @RequestBody TagBatchRequest batch) {
        return tags.<R>change(Change.ADD, records.type(), batch).toResponse();
    }

    /** Takes tags off up to 1,000 records. */
    @PostMapping("/tags/removals")
    @RequiresPermission({"update", "read", "tags:read"})
    @ImpersonationAllowed
    public ResponseEntity<BatchAnswer<R>> removeTags(@Valid @RequestBody TagBatchRequest batch) {
        return tags.<R>change(Change.REMOVE, records.type(), batch).toResponse();
    }
}
