package dev.tenantry.notification.consent;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** There is neither a change nor a deletion: who decides otherwise has decided once more. */
@RestController
@RequestMapping("/api/v1/consents")
@Resource("consents")
class ConsentController {

    private final ConsentService consents;
    private final Batches batches;

    ConsentController(ConsentService consents, Batches batches) {
        this.consents = consents;
        this.batches = batches;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<ConsentResponse> list(ListRequest request) {
        return consents.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    ConsentResponse get(@PathVariable UUID id) {
        return consents.get(id);
    }

    @PostMapping
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ConsentResponse> create(@Valid @RequestBody ConsentRequest request) {
        var created = consents.create(request);
        return ResponseEntity.created(URI.create("/api/v1/consents/" + created.id())).body(created);
    }

    @PostMapping("/batch/create")
    @RequiresPermission("create")
    @ImpersonationAllowed
    ResponseEntity<BatchAnswer<ConsentResponse>> createBatch(@Valid @RequestBody BatchRequest batch) {
        return batches.createEach(batch, ConsentRequest.class, consents::create).toResponse();
    }
}
