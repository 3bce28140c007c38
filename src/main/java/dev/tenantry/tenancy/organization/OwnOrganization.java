package dev.tenantry.tenancy.organization;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One of the caller's organizations.
 *
 * @param isTest    whether it is for trying things out: API keys for tests work there and nowhere else
 * @param role      the caller's role there
 * @param isActive  whether it is the one that the access token is for
 * @param deletedAt since when it has been deleted; told to owners, who can restore it
 */
record OwnOrganization(
        UUID id,
        String name,
        String slug,
        OrganizationKind kind,
        boolean isTest,
        String role,
        boolean isActive,
        Instant createdAt,
        @Nullable Instant deletedAt) {}
