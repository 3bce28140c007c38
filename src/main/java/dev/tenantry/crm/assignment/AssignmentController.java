package dev.tenantry.crm.assignment;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

@RestController
@RequestMapping("/api/v1")
@Resource("assignments")
class AssignmentController {

    private final AskedAssignments assignments;

    AssignmentController(AskedAssignments assignments) {
        this.assignments = assignments;
    }

    /** Gives the record to whose turn it is by the rules. One that has an owner stays the owner's. */
    @PostMapping("/assignments")
    @RequiresPermission({"create", "assignment-rules:read"})
    @ImpersonationAllowed
    AssignmentResponse assign(@Valid @RequestBody AssignmentRequest request) {
        return assignments.assign(request);
    }

    /** Gives a member's open records to others by the rules, up to 200 at a time. */
    @PostMapping("/reassignments")
    @RequiresPermission({"manage", "assignment-rules:read"})
    @ImpersonationAllowed
    ReassignmentResponse reassign(@Valid @RequestBody ReassignmentRequest request) {
        return assignments.reassign(request);
    }
}
