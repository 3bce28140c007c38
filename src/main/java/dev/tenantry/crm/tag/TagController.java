package dev.tenantry.crm.tag;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/tags")
@Resource("tags")
class TagController extends RecordController<TagRequest, TagResponse> {

    private final TagService tags;

    TagController(TagService tags, Batches batches) {
        super(tags, batches);
        this.tags = tags;
    }

    @Override
    protected Long id(TagResponse tag) {
        return tag.id();
    }

    /** On how many records the tag is, of each kind that the caller may see. */
    @GetMapping("/{id}/usage")
    @RequiresPermission("read")
    TagUsageResponse usage(@PathVariable Long id) {
        return tags.usage(id);
    }

    /** Moves the tag to the trash even where workflows go by it, which is refused (409) otherwise and tells them. */
    @DeleteMapping(path = "/{id}", params = "evenIfUsed=true")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trashEvenIfUsed(@PathVariable Long id, IfMatch ifMatch) {
        tags.trashEvenIfUsed(id, ifMatch);
    }

    /** Puts this tag on whatever another one is on, and moves that to the trash. */
    @PutMapping("/{id}/merger")
    @RequiresPermission({"update", "delete", "read"})
    @ImpersonationAllowed
    TagResponse merge(@PathVariable Long id, @Valid @RequestBody TagMergeRequest request, IfMatch ifMatch) {
        return tags.merge(id, request, ifMatch);
    }
}
