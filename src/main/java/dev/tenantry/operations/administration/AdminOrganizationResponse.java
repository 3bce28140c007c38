package dev.tenantry.operations.administration;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * An organization as the platform sees it.
 *
 * @param members how many there are
 * @param suspendedAt since when nobody is let into it
 */
record AdminOrganizationResponse(
        UUID id,
        String name,
        String slug,
        OrganizationKind kind,
        long members,
        @Nullable Instant suspendedAt,
        @Nullable String suspensionReason,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
