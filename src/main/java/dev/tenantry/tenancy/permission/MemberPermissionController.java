package dev.tenantry.tenancy.permission;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.listing.Page;

/** What a member may do, and why. For everybody about themselves; about others it needs {@code members:read}. */
@RestController
@RequestMapping("/api/v1/organization/members/{userId}/permissions")
class MemberPermissionController {

    private final PermissionService permissions;

    MemberPermissionController(PermissionService permissions) {
        this.permissions = permissions;
    }

    @GetMapping
    @SignedIn
    Page<Explanation> list(@PathVariable UUID userId) {
        return Page.only(permissions.explain(userId));
    }

    @GetMapping("/{permission}")
    @SignedIn
    Explanation get(@PathVariable UUID userId, @PathVariable String permission) {
        return permissions.explain(userId, permission);
    }
}
