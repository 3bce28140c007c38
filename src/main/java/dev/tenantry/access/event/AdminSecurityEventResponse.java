package dev.tenantry.access.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.policy.Mitigation;

/** A security event of any organization's. */
record AdminSecurityEventResponse(
        String id,
        UUID organizationId,
        String eventType,
        String severity,
        String status,
        String description,
        @Nullable UUID userId,
        @Nullable UUID apiKeyId,
        @Nullable String ipAddress,
        BigDecimal confidenceScore,
        int occurrences,
        Instant lastSeenAt,
        List<Mitigation> mitigationApplied,
        @Nullable Instant mitigatedUntil,
        @Nullable Instant resolvedAt,
        Instant createdAt) {}
