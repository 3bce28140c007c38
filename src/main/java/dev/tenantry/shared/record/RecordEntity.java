package dev.tenantry.shared.record;

import java.time.Instant;

import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** A tenant's business record: numbered, and moved to the trash before it is deleted. */
@MappedSuperclass
public abstract class RecordEntity extends TenantEntity {

    private @Nullable Instant deletedAt;

    /** @throws IllegalStateException before the record is persistent */
    public abstract Long getId();

    public @Nullable Instant getDeletedAt() {
        return deletedAt;
    }

    public boolean isTrashed() {
        return deletedAt != null;
    }

    void trash(Instant now) {
        deletedAt = now;
    }

    void restore() {
        deletedAt = null;
    }
}
