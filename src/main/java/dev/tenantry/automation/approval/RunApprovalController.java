package dev.tenantry.automation.approval;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/workflow-runs/{id}/approvals")
@Resource("workflows")
class RunApprovalController {

    private final RunApprovals approvals;

    RunApprovalController(RunApprovals approvals) {
        this.approvals = approvals;
    }

    /** What the run asks people, or has asked them. */
    @GetMapping
    @RequiresPermission("read")
    Page<RunApprovalResponse> list(@PathVariable Long id, ListRequest request) {
        return approvals.list(id, request);
    }
}
