package dev.tenantry.access.address;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/** From where requests came, and what other rules would have made of them. */
@RestController
class AccessLogController {

    private final AccessLogEntries entries;
    private final AddressDryRuns dryRuns;

    AccessLogController(AccessLogEntries entries, AddressDryRuns dryRuns) {
        this.entries = entries;
        this.dryRuns = dryRuns;
    }

    @GetMapping("/api/v1/address-log")
    @RequiresPermission("address-rules:read")
    Page<AccessLogEntryResponse> list(ListRequest request) {
        return entries.list(request);
    }

    /** Changes nothing: whom these rules would have refused in the last seven days. */
    @PostMapping("/api/v1/address-trials")
    @RequiresPermission("address-rules:read")
    @ImpersonationAllowed
    AddressDryRunResponse tryOut(@Valid @RequestBody AddressDryRunRequest request) {
        return dryRuns.tryOut(request);
    }
}
