package dev.tenantry.tenancy.permission;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/permissions")
class PermissionController {

    private final PermissionService permissions;

    PermissionController(PermissionService permissions) {
        this.permissions = permissions;
    }

    @GetMapping
    @RequiresPermission("organization:read")
    Page<Permission> list() {
        return Page.only(permissions.all());
    }
}
