package dev.tenantry.operations.administration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * An account as the platform sees it.
 *
 * @param organizationId the default organization
 * @param isActive       whether the account may sign in
 * @param bannedUntil    until when it may not
 * @param suspensionReason why not
 * @param deletedAt      when its person was taken out of it
 * @param memberships    all organizations that the person belongs to; absent in lists
 */
record AdminUserResponse(
        UUID id,
        @Nullable String email,
        @Nullable String name,
        @Nullable UUID organizationId,
        boolean isSuperAdmin,
        boolean isActive,
        boolean isAnonymous,
        @Nullable Instant lastSignInAt,
        @Nullable Instant bannedUntil,
        @Nullable String suspensionReason,
        @Nullable Instant deletedAt,
        Instant createdAt,
        Instant updatedAt,
        @Nullable List<Membership> memberships) implements Versioned {

    record Membership(UUID organizationId, String organizationName, String role) {}

    AdminUserResponse with(List<Membership> all) {
        return new AdminUserResponse(id, email, name, organizationId, isSuperAdmin, isActive, isAnonymous,
                lastSignInAt, bannedUntil, suspensionReason, deletedAt, createdAt, updatedAt, all);
    }

    /** Accounts are not counted up. */
    @Override
    public int version() {
        return 0;
    }
}
