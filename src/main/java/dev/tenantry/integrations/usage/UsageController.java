package dev.tenantry.integrations.usage;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/integration-usage-logs")
class UsageController {

    private final UsageService usage;

    UsageController(UsageService usage) {
        this.usage = usage;
    }

    @GetMapping
    @RequiresPermission("integrations:read")
    Page<UsageEntryResponse> list(ListRequest request) {
        return usage.list(request);
    }

    @GetMapping("/summary")
    @RequiresPermission("integrations:read")
    Page<Usage> summarize() {
        return Page.only(usage.summarize());
    }
}
