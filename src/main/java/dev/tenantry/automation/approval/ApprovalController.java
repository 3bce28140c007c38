package dev.tenantry.automation.approval;

import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/** What runs ask the caller, whatever else the caller may see of them. */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalController {

    private final ApprovalService approvals;

    ApprovalController(ApprovalService approvals) {
        this.approvals = approvals;
    }

    /** What the caller is still to answer; whatever they were asked where the filter names the status. */
    @GetMapping
    @SignedIn
    Page<ApprovalResponse> list(ListRequest request) {
        return approvals.list(request);
    }

    @GetMapping("/{id}")
    @SignedIn
    ApprovalResponse get(@PathVariable UUID id) {
        return approvals.get(id);
    }

    /** Each who was asked answers once, as long as it is not decided. */
    @PostMapping("/{id}/approve")
    @SignedIn
    @NotImpersonated
    ApprovalResponse approve(@PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable ApprovalAnswer request) {
        return approvals.answer(id, true, request == null ? null : request.comment());
    }

    @PostMapping("/{id}/reject")
    @SignedIn
    @NotImpersonated
    ApprovalResponse reject(@PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable ApprovalAnswer request) {
        return approvals.answer(id, false, request == null ? null : request.comment());
    }
}
