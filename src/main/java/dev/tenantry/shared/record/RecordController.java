package dev.tenantry.shared.record;

import java.io.IOException;
import java.net.URI;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.batch.BatchAnswer;
import dev.tenantry.shared.batch.BatchRequest;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.SearchRequest;
import dev.tenantry.shared.listing.Selection;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Versioned;

/**
 * The endpoints of a resource's records. A subclass names the path and, by {@link dev.tenantry.shared.access.Resource}, the
 * resource that the permissions are about. What answers with a record that was there takes the right to read it besides.
 */
public abstract class RecordController<Q extends Record, R extends Versioned> {

    private final RecordService<?, Q, R> records;
    private final Batches batches;

    protected RecordController(RecordService<?, Q, R> records, Batches batches) {
        this.records = records;
        this.batches = batches;
    }

    /** Where the record is. */
    protected abstract Long id(R response);

    /** The kind of record. */
    String type() {
        return records.type();
    }

    /** What answers show of one. */
    Class<?> shows() {
        return records.shows();
    }

    @GetMapping
    @RequiresPermission("read")
    public Page<R> list(ListRequest request, @RequestParam(required = false) @Nullable Long view) {
        return records.list(within(view, request));
    }

    @PostMapping("/search")
    @RequiresPermission("read")
    @ImpersonationAllowed
    public Page<R> search(@Valid @RequestBody SearchRequest request,
            @RequestParam(required = false) @Nullable Long view) {
        return records.list(within(view, request.toListRequest()));
    }

    /**
     * What the list has, as CSV, of 100,000 rows at most. Of parts there is a column for each property; lists are JSON. The apostrophe before what a
     * spreadsheet would take for a formula is no part of it.
     */
    @GetMapping("/export")
    @RequiresPermission("read")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = RecordExports.CSV, schema = @Schema(type = "string")))
    public void export(Selection selection, @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Long view,
            @RequestParam(required = false) @Nullable String columns,
            @Parameter(hidden = true) ServletWebRequest http)
            throws IOException, HttpMediaTypeNotAcceptableException {
        records.exports().answer(records, within(view, ListRequest.counted(selection, sort)), columns, http);
    }

    private ListRequest within(@Nullable Long view, ListRequest request) {
        return view == null ? request : records.within(view, request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    public R get(@PathVariable Long id) {
        return records.get(id);
    }

    @PostMapping
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<R> create(@Valid @RequestBody Q request, HttpServletRequest http) {
        var created = records.create(request);
        return ResponseEntity.created(URI.create(http.getRequestURI() + "/" + id(created))).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    public R replace(@PathVariable Long id, @Valid @RequestBody Q request, IfMatch ifMatch) {
        return records.replace(id, request, ifMatch);
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    public R patch(@PathVariable Long id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return records.patch(id, patch, ifMatch);
    }

    /** Moves the record to the trash. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void trash(@PathVariable Long id, IfMatch ifMatch) {
        records.trash(id, ifMatch);
    }

    /** Deletes the record for good. */
    @DeleteMapping(path = "/{id}", params = "permanent=true")
    @RequiresPermission("purge")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void purge(@PathVariable Long id, IfMatch ifMatch) {
        records.purge(id, ifMatch);
    }

    @GetMapping("/trash")
    @RequiresPermission({"delete", "read"})
    public Page<R> listTrash(ListRequest request) {
        return records.listTrash(request);
    }

    /** Deletes a record in the trash for good. */
    @DeleteMapping("/trash/{id}")
    @RequiresPermission("purge")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void erase(@PathVariable Long id, IfMatch ifMatch) {
        records.erase(id, ifMatch);
    }

    /** Takes the record out of the trash. */
    @PutMapping("/trash/{id}/restoration")
    @RequiresPermission({"delete", "read"})
    @ImpersonationAllowed
    public R restore(@PathVariable Long id) {
        return records.restore(id);
    }

    @PostMapping("/batch/create")
    @RequiresPermission("create")
    @ImpersonationAllowed
    public ResponseEntity<BatchAnswer<R>> createBatch(@Valid @RequestBody BatchRequest batch) {
        return batches.create(records, batch).toResponse();
    }

    @PostMapping("/batch/update")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    public ResponseEntity<BatchAnswer<R>> updateBatch(@Valid @RequestBody BatchRequest batch) {
        return batches.update(records, batch).toResponse();
    }

    /** Changes the records that are there and creates the others, and so takes the permissions to do both and to see either. */
    @PostMapping("/batch/upsert")
    @RequiresPermission({"update", "create", "read"})
    @ImpersonationAllowed
    public ResponseEntity<BatchAnswer<R>> upsertBatch(@Valid @RequestBody BatchRequest batch) {
        return batches.upsert(records, batch).toResponse();
    }

    @PostMapping("/batch/delete")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    public ResponseEntity<BatchAnswer<R>> deleteBatch(@Valid @RequestBody BatchRequest batch) {
        return batches.delete(records, batch).toResponse();
    }
}
