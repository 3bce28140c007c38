package dev.tenantry.metering.policy;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A limit of one organization's own.
 *
 * @param windowSeconds how long its window is, in seconds
 */
record RateLimitResponse(
        UUID id,
        String resourceType,
        @Nullable String endpointPattern,
        int maxRequests,
        int windowSeconds,
        @Nullable Integer quotaMonthly,
        @Nullable Integer burst,
        boolean enabled,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
