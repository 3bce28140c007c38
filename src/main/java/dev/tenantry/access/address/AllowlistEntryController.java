package dev.tenantry.access.address;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** The list of addresses from which the organization may be reached. What changes it holds for the next request. */
@RestController
@RequestMapping("/api/v1/address-rules")
@Resource("address-rules")
class AllowlistEntryController {

    private final AllowlistEntries entries;
    private final AllowlistApprovals decisions;
    private final AllowlistEntryList list;

    AllowlistEntryController(AllowlistEntries entries, AllowlistApprovals decisions, AllowlistEntryList list) {
        this.entries = entries;
        this.decisions = decisions;
        this.list = list;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<AllowlistEntryResponse> list(ListRequest request) {
        return list.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    AllowlistEntryResponse get(@PathVariable UUID id) {
        return entries.get(id);
    }

    @PostMapping
    @RequiresPermission({"create", "read"})
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AllowlistEntryResponse> create(@Valid @RequestBody AllowlistEntryRequest request) {
        var created = entries.create(request);
        return ResponseEntity.created(URI.create("/api/v1/address-rules/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp
    AllowlistEntryResponse replace(@PathVariable UUID id, @Valid @RequestBody AllowlistEntryRequest request,
            @RequestParam(defaultValue = "false") boolean confirmLockout, IfMatch ifMatch) {
        return entries.replace(id, request, confirmLockout, ifMatch);
    }

    /** For somebody else than whoever has proposed it. */
    @PutMapping("/{id}/approval")
    @RequiresPermission({"update", "read"})
    @StepUp
    AllowlistEntryResponse approve(@PathVariable UUID id, IfMatch ifMatch) {
        return decisions.approve(id, ifMatch);
    }

    /** What was proposed comes to nothing, and whoever has proposed it is told why. */
    @PutMapping("/{id}/rejection")
    @RequiresPermission("update")
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reject(@PathVariable UUID id, @Valid @RequestBody RejectionRequest request, IfMatch ifMatch) {
        decisions.reject(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission({"delete", "read"})
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean confirmLockout, IfMatch ifMatch) {
        entries.delete(id, confirmLockout, ifMatch);
    }
}
