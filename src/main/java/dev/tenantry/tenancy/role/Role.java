package dev.tenantry.tenancy.role;

import java.time.Instant;
import java.util.List;

/**
 * A role of the organization.
 *
 * @param slug        what memberships name it by
 * @param isSystem    whether it is a built-in one
 * @param permissions {@code resource:action}
 */
record Role(String id, String name, String slug, @org.jspecify.annotations.Nullable String description,
        boolean isSystem, boolean isActive, List<String> permissions, Instant createdAt, Instant updatedAt) {}
