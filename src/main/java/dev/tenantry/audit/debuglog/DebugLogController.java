package dev.tenantry.audit.debuglog;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/debug-logs")
class DebugLogController {

    private final DebugLogService logs;

    DebugLogController(DebugLogService logs) {
        this.logs = logs;
    }

    @GetMapping
    @RequiresPermission("debug-logs:read")
    Page<DebugLogResponse> list(ListRequest request) {
        return logs.list(request);
    }
}
