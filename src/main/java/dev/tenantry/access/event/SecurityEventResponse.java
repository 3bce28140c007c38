package dev.tenantry.access.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.audit.ActorNames.Names;
import dev.tenantry.shared.web.Versioned;

/**
 * Something that looks like an attack.
 *
 * @param userId            whose account, session or key it is about
 * @param userName          absent: no member any more, or for whoever may not read members; likewise of keys
 * @param ipAddress         from where it was seen first, of tried passwords from where most of them came
 * @param threatIndicators  the numbers that it was found by
 * @param detectionMethod   automated
 * @param confidenceScore   from 0 to 1
 * @param occurrences       how much has been seen of it
 * @param mitigationApplied what was done by itself
 * @param blockedAddresses  addresses of IPv4, networks of IPv6, that were blocked by it
 * @param mitigatedUntil    until when that holds; absent: nothing does
 * @param investigatedBy    who took it up first
 */
record SecurityEventResponse(
        String id,
        SecurityEventType eventType,
        Severity severity,
        SecurityEventStatus status,
        String description,
        @Nullable UUID userId,
        @Nullable String userName,
        @Nullable UUID sessionId,
        @Nullable UUID apiKeyId,
        @Nullable String apiKeyName,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable Map<String, @Nullable Object> geolocation,
        Map<String, @Nullable Object> threatIndicators,
        String detectionMethod,
        BigDecimal confidenceScore,
        int occurrences,
        Instant lastSeenAt,
        List<Mitigation> mitigationApplied,
        List<String> blockedAddresses,
        @Nullable Instant mitigatedUntil,
        boolean falsePositive,
        @Nullable UUID assignedTo,
        @Nullable String assignedToName,
        @Nullable String notes,
        @Nullable UUID investigatedBy,
        @Nullable String investigatedByName,
        @Nullable Instant investigatedAt,
        @Nullable Instant resolvedAt,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements
            Versioned {

    SecurityEventResponse named(Names names) {
        return new SecurityEventResponse(id, eventType, severity, status, description, userId, names.member(userId),
                sessionId, apiKeyId, names.key(apiKeyId), ipAddress, userAgent, geolocation, threatIndicators,
                detectionMethod, confidenceScore, occurrences, lastSeenAt, mitigationApplied, blockedAddresses,
                mitigatedUntil, falsePositive, assignedTo, names.member(assignedTo), notes, investigatedBy,
                names.member(investigatedBy), investigatedAt, resolvedAt, version, createdAt, updatedAt);
    }

    /** While what it is about goes on, people work on it, and what they are called is theirs. */
    @Override
    public Set<String> moving() {
        return Set.of("userName", "apiKeyName", "assignedToName", "investigatedByName", "blockedAddresses",
                "threatIndicators", "confidenceScore", "occurrences", "lastSeenAt",
                "updatedAt");
    }
}
