package dev.tenantry.tenancy.role;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A role of the organization.
 *
 * @param slug        what memberships name it by
 * @param isSystem    whether it is a built-in one
 * @param permissions {@code resource:action}
 */
record RoleResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        String slug,
        @Nullable String description,
        boolean isSystem,
        boolean isActive,
        List<String> permissions,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    static RoleResponse of(Role role, List<String> permissions) {
        return new RoleResponse(role.getId(), role.getName(), role.getSlug(), role.getDescription(), role.isSystem(),
                role.isActive(), permissions, role.getVersion(), role.getCreatedAt(), role.getUpdatedAt());
    }

    CustomRoleRequest asRequest() {
        return new CustomRoleRequest(name, slug, description, isActive, permissions);
    }
}
