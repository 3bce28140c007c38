package dev.tenantry.audit.sink;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A server that is told what the audit log says. How far that has come is written by {@link SinkStore} alone. */
@Entity
@Table(name = "audit_sinks")
@SuppressWarnings("NullAway.Init")
class AuditSink extends TenantEntity {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "sink_type", updatable = false)
    private SinkType type;

    private String url;

    @NotAudited("tokenChangedAt")
    private @Nullable String sealedToken;

    private @Nullable Instant tokenChangedAt;
    private @Nullable String caCertificates;

    @Column(name = "is_enabled")
    private boolean enabled;

    @Column(updatable = false)
    @NotAudited("createdAt")
    private long sentBefore;

    @Column(updatable = false)
    @NotAudited("createdAt")
    private long roundEntry;

    @Column(updatable = false)
    @NotAudited("createdAt")
    private long floorEntry;

    @Column(updatable = false)
    @NotAudited("createdAt")
    private long markEntry;

    @Column(insertable = false, updatable = false)
    @NotAudited("enabled")
    private long sentCount;

    @Column(insertable = false, updatable = false)
    @NotAudited("enabled")
    private @Nullable Instant lastSentAt;

    @Column(insertable = false, updatable = false)
    @NotAudited("enabled")
    private @Nullable Instant oldestWaitingAt;

    @Column(insertable = false, updatable = false)
    @NotAudited("enabled")
    private int failures;

    @Column(insertable = false, updatable = false)
    @NotAudited("enabled")
    private @Nullable String lastError;

    @Column(insertable = false, updatable = false)
    @NotAudited("enabled")
    private @Nullable Instant lastFailedAt;

    protected AuditSink() {}

    /** One that is told what is written from now on. */
    AuditSink(UUID id, AuditSinkRequest request, SettledEntries.Place now) {
        this.id = id;
        type = request.type();
        sentBefore = now.settled();
        roundEntry = now.newest();
        floorEntry = now.newest();
        markEntry = now.newest();
        change(request);
    }

    void change(AuditSinkRequest request) {
        name = request.name();
        url = request.url();
        caCertificates = request.caCertificates();
        enabled = request.isEnabled();
    }

    void seal(String token, Instant now) {
        sealedToken = token;
        tokenChangedAt = now;
    }

    SinkStatus status() {
        return SinkStatus.of(enabled, failures);
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public SinkType getType() {
        return type;
    }

    public String getUrl() {
        return url;
    }

    public @Nullable String getSealedToken() {
        return sealedToken;
    }

    public @Nullable Instant getTokenChangedAt() {
        return tokenChangedAt;
    }

    public @Nullable String getCaCertificates() {
        return caCertificates;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public long getSentCount() {
        return sentCount;
    }

    public @Nullable Instant getLastSentAt() {
        return lastSentAt;
    }

    public @Nullable Instant getOldestWaitingAt() {
        return oldestWaitingAt;
    }

    public int getFailures() {
        return failures;
    }

    public @Nullable String getLastError() {
        return lastError;
    }

    public @Nullable Instant getLastFailedAt() {
        return lastFailedAt;
    }
}
