package dev.tenantry.access.event;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantEntity;

/** Something that looks like an attack, as people work on it: it is made by {@link SecurityEvents} alone. */
@Entity
@AuditedAs(AuditEntry.Category.SECURITY)
@DynamicUpdate
@Table(name = "security_events")
@SuppressWarnings("NullAway.Init")
class SecurityEvent extends TenantEntity {

    @Id
    private Long id;
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private SecurityEventType eventType;
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Severity severity;
    private String description;
    private @Nullable UUID userId;
    private @Nullable UUID sessionId;
    private @Nullable UUID apiKeyId;
    private String subject;
    private int occurrences;
    private Instant lastSeenAt;
    @JdbcTypeCode(SqlTypes.INET)
    private @Nullable InetAddress ipAddress;
    private @Nullable String userAgent;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, @Nullable Object> geolocation;
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, @Nullable Object> threatIndicators;
    private String detectionMethod;
    private BigDecimal confidenceScore;
    private @Nullable String mitigationApplied;
    private String @Nullable [] blockedAddresses;
    private @Nullable Instant mitigatedUntil;
    @NotAudited("mitigatedUntil")
    private @Nullable Instant mitigationDueAt;
    @Enumerated(EnumType.STRING)
    private SecurityEventStatus status;
    private @Nullable UUID assignedTo;
    private @Nullable String notes;
    private @Nullable UUID investigatedBy;
    private @Nullable Instant investigatedAt;
    private @Nullable Instant resolvedAt;

    protected SecurityEvent() {}

    /** @throws ProblemException 409 where it cannot become that */
    void triage(TriageRequest request, UUID by, Instant now) {
        if (request.status() != status) {
            become(request.status(), by, now);
        }
        assignedTo = request.assignedTo(assignedTo);
        notes = request.notes(notes);
    }

    private void become(SecurityEventStatus next, UUID by, Instant now) {
        if (!status.canTransitionTo(next)) {
            throw ProblemException.conflict("an event that is %s does not become %s".formatted(status, next));
        }
        status = next;
        if (investigatedAt == null) {
            investigatedBy = by;
            investigatedAt = now;
        }
        resolvedAt = next.isClosed() ? now : null;
    }

    /** Whether anything holds that was done by itself. */
    boolean isMitigated(Instant now) {
        return mitigatedUntil != null && mitigatedUntil.isAfter(now);
    }

    /** What was done by itself holds no longer. @throws ProblemException 409 where nothing does */
    void lift(Instant now) {
        if (!isMitigated(now)) {
            throw ProblemException.conflict("nothing that was done by itself holds any more");
        }
        mitigatedUntil = null;
        mitigationDueAt = null;
    }

    boolean isAbout(UUID person) {
        return person.equals(userId);
    }

    SecurityEventType getType() {
        return eventType;
    }

    String getSubject() {
        return subject;
    }

    SecurityEventStatus getStatus() {
        return status;
    }

    @Nullable
    UUID getAssignedTo() {
        return assignedTo;
    }

    SecurityEventResponse toResponse() {
        return new SecurityEventResponse(id.toString(), eventType, severity, status, description, userId, null,
                sessionId, apiKeyId, null, ipAddress == null ? null : IpAddress.exactly(ipAddress).toString(),
                userAgent, geolocation,
                threatIndicators, detectionMethod, confidenceScore,
                occurrences, lastSeenAt, Mitigation.read(mitigationApplied),
                blockedAddresses == null ? List.of() : List.of(blockedAddresses), mitigatedUntil,
                status == SecurityEventStatus.FALSE_POSITIVE, assignedTo, null, notes, investigatedBy, null,
                investigatedAt,
                resolvedAt, getVersion(), getCreatedAt(), getUpdatedAt());
    }
}
