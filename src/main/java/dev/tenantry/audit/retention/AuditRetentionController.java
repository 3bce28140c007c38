package dev.tenantry.audit.retention;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/audit-retention")
@Resource("audit-retention")
class AuditRetentionController {

    private final AuditRetentionService retention;

    AuditRetentionController(AuditRetentionService retention) {
        this.retention = retention;
    }

    @GetMapping
    @RequiresPermission("read")
    AuditRetentionResponse get() {
        return retention.current();
    }

    /** What is written already stays for as long as was said when it was. */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @StepUp
    AuditRetentionResponse replace(@Valid @RequestBody AuditRetentionRequest request, IfMatch ifMatch) {
        return retention.replace(request, ifMatch);
    }
}
