package dev.tenantry.tenancy.role;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.Page;

/** The roles that a member has: the one of the membership, and others of the organization's own. */
@RestController
@RequestMapping("/api/v1/organization/members/{userId}/roles")
class MemberRoleController {

    private final MemberRoleService roles;

    MemberRoleController(MemberRoleService roles) {
        this.roles = roles;
    }

    @GetMapping
    @RequiresPermission("members:read")
    Page<MemberRoleResponse> list(@PathVariable UUID userId) {
        return Page.only(roles.list(userId));
    }

    @PutMapping("/{roleId}")
    @RequiresPermission({"members:update", "members:read"})
    @StepUp
    MemberRoleResponse give(@PathVariable UUID userId, @PathVariable Long roleId) {
        return roles.give(userId, roleId);
    }

    @DeleteMapping("/{roleId}")
    @Unmetered
    @RequiresPermission("members:update")
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(@PathVariable UUID userId, @PathVariable Long roleId) {
        roles.take(userId, roleId);
    }
}
