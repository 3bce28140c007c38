package dev.tenantry.notification.suppression;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.BatchAnswer;
import dev.tenantry.shared.batch.BatchRequest;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/suppressions")
@Resource("suppressions")
class SuppressionController {

    private final SuppressionService suppressions;
    private final Batches batches;

    SuppressionController(SuppressionService suppressions, Batches batches) {
        this.suppressions = suppressions;
        this.batches = batches;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<SuppressionResponse> list(ListRequest request) {
        return suppressions.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    SuppressionResponse get(@PathVariable UUID id) {
        return suppressions.get(id);
    }

    @PostMapping
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SuppressionResponse> create(@Valid @RequestBody SuppressionRequest request) {
        var created = suppressions.create(request);
        return ResponseEntity.created(URI.create("/api/v1/suppressions/" + created.id())).body(created);
    }

    @PostMapping("/batch/create")
    @RequiresPermission("create")
    @ImpersonationAllowed
    ResponseEntity<BatchAnswer<SuppressionResponse>> createBatch(@Valid @RequestBody BatchRequest batch) {
        return batches.createEach(batch, SuppressionRequest.class, suppressions::create).toResponse();
    }

    /** From now on the address is written to again, as far as it has consented where that is needed. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        suppressions.delete(id, ifMatch);
    }
}
