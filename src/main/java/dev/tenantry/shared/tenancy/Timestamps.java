package dev.tenantry.shared.tenancy;

import java.time.Clock;

import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import org.springframework.stereotype.Component;

/** Stamps entities, in the microseconds that PostgreSQL keeps. */
@Component
class Timestamps {

    private final Clock clock;

    Timestamps(Clock clock) {
        this.clock = clock;
    }

    @PrePersist
    void created(TenantEntity entity) {
        entity.created(clock.instant());
    }

    @PreUpdate
    void updated(TenantEntity entity) {
        entity.updated(clock.instant());
    }
}
