package dev.tenantry.metering.policy;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Scope;
import dev.tenantry.shared.web.Versioned;

/** How much may be asked for of some endpoints. */
record QuotaPolicyResponse(
        UUID id,
        String policyName,
        @Nullable String description,
        String endpointPattern,
        Scope scope,
        int maxRequestsPerHour,
        int maxRequestsPerDay,
        int maxRequestsPerMonth,
        @Nullable Integer burst,
        boolean active,
        @Nullable String appliesToRole,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
