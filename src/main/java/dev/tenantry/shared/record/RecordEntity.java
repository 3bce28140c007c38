package dev.tenantry.shared.record;

import java.time.Instant;

import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** A tenant's business record: numbered, and moved to the trash before it is deleted. */
@MappedSuperclass
public abstract class RecordEntity extends TenantEntity {

    private @Nullable Instant deletedAt;
    /** By which it is being changed, until that is written: several runs may do their work in one transaction. */
    private transient @Nullable Long changingRun;

    /** @throws IllegalStateException before the record is persistent */
    public abstract Long getId();

    public @Nullable Instant getDeletedAt() {
        return deletedAt;
    }

    public boolean isTrashed() {
        return deletedAt != null;
    }

    /** The run of a workflow that the change is made by that is written next. */
    public @Nullable Long changingRun() {
        return changingRun;
    }

    void changedBy(@Nullable Long run) {
        changingRun = run;
    }

    void trash(Instant now) {
        deletedAt = now;
    }

    void restore() {
        deletedAt = null;
    }
}
