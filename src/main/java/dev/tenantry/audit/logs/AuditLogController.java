package dev.tenantry.audit.logs;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/audit-logs")
class AuditLogController {

    private final AuditLogService logs;

    AuditLogController(AuditLogService logs) {
        this.logs = logs;
    }

    @RequiresPermission("audit-logs:read")
    @GetMapping
    Page<AuditLogResponse> list(ListRequest request) {
        return logs.list(request);
    }

    @RequiresPermission("audit-logs:read")
    @GetMapping("/{id}")
    AuditLogResponse get(@PathVariable Long id) {
        return logs.get(id);
    }
}
