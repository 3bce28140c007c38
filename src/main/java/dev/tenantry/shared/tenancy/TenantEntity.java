package dev.tenantry.shared.tenancy;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** What every tenant-owned entity has. The tenant is set by Hibernate from the context and by nothing else. */
@MappedSuperclass
@EntityListeners(Timestamps.class)
public abstract class TenantEntity {

    @TenantId
    @PartitionKey
    @Column(nullable = false, updatable = false)
    @SuppressWarnings("NullAway.Init")
    private UUID organizationId;

    @Version
    private int version;

    @Column(nullable = false, updatable = false)
    @SuppressWarnings("NullAway.Init")
    private Instant createdAt;

    @Column(nullable = false)
    @SuppressWarnings("NullAway.Init")
    private Instant updatedAt;

    public UUID getOrganizationId() {
        return organizationId;
    }

    /** Counts the changes; the resource's ETag. */
    public int getVersion() {
        return version;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }

    /** Counts a change of what belongs to it and is kept elsewhere: the next flush writes it, with another version. */
    public void touch() {
        // Stamped when it is written; until then it has to be another one.
        updatedAt = updatedAt.plusMillis(1);
    }

    void created(Instant now) {
        createdAt = now;
        updatedAt = now;
    }

    void updated(Instant now) {
        updatedAt = now;
    }
}
