package dev.tenantry.tenancy.member;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;

@RestController
@RequestMapping("/api/v1/organization/owner")
class OwnerController {

    private final OwnershipService ownership;

    OwnerController(OwnershipService ownership) {
        this.ownership = ownership;
    }

    /** The new owner; the caller becomes an admin. */
    @PutMapping
    @RequiresPermission({"organization:transfer", "members:read"})
    @StepUp
    MemberResponse transfer(@Valid @RequestBody OwnerRequest request) {
        return ownership.transfer(request.userId());
    }
}
