package dev.tenantry.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/**
 * Something looks like an attack.
 *
 * @param organization    its name
 * @param eventType       {@code brute_force_attempt}
 * @param severity        low, medium, high or critical
 * @param confidenceScore from 0 to 1
 * @param userId          the member whose account, session or key it is about
 * @param ipAddress       from where it came, as far as that is one address
 * @param mitigations     what was done by itself: step_up, session_ended, key_suspended, address_blocked
 * @param mitigatedUntil  until when that holds, where it lasts
 */
public record SecurityEventCreated(
        UUID organizationId,
        String organization,
        Long securityEventId,
        String eventType,
        String severity,
        String description,
        BigDecimal confidenceScore,
        @Nullable UUID userId,
        @Nullable UUID apiKeyId,
        @Nullable String ipAddress,
        List<String> mitigations,
        @Nullable Instant mitigatedUntil) implements DomainEvent {

    @Override
    public String eventName() {
        return "security-event.created";
    }

    @Override
    public String aggregateType() {
        return "security-event";
    }

    @Override
    public String aggregateId() {
        return securityEventId.toString();
    }
}
