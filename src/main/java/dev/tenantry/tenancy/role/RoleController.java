package dev.tenantry.tenancy.role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1")
class RoleController {

    private final RoleService roles;

    RoleController(RoleService roles) {
        this.roles = roles;
    }

    @GetMapping("/roles")
    @RequiresPermission("organization:read")
    Page<Role> roles() {
        return Page.only(roles.roles());
    }

    @GetMapping("/permissions")
    @RequiresPermission("organization:read")
    Page<Permission> permissions() {
        return Page.only(roles.permissions());
    }
}
