package dev.tenantry.metering.policy;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * Other numbers of a policy for an organization.
 *
 * @param createdBy the super admin who first stated it
 */
record QuotaOverrideResponse(
        UUID id,
        UUID policyId,
        String policyName,
        @Nullable Integer maxRequestsPerHour,
        @Nullable Integer maxRequestsPerDay,
        @Nullable Integer maxRequestsPerMonth,
        @Nullable Integer burst,
        String reason,
        @Nullable Instant expiresAt,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
