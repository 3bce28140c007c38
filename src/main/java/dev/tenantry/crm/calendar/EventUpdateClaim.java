package dev.tenantry.crm.calendar;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Lease;

/** The right to tell of an event's changes. @param actingFor in whose name */
record EventUpdateClaim(
        UUID organizationId,
        Long id,
        long epoch,
        int losses,
        Long eventId,
        @Nullable UUID actingFor) implements Lease {

    @Override
    public Object key() {
        return id;
    }

    TenantContext context() {
        return new TenantContext(organizationId, actingFor);
    }
}
