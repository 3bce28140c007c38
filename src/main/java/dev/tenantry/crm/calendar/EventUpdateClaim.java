package dev.tenantry.crm.calendar;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.TenantLease;

/** The right to tell of an event's changes. @param actingFor in whose name */
record EventUpdateClaim(
        UUID organizationId,
        Long id,
        long epoch,
        int losses,
        Long eventId,
        @Nullable UUID actingFor) implements TenantLease {

    @Override
    public Object key() {
        return id;
    }

    @Override
    public TenantContext context() {
        return new TenantContext(organizationId, actingFor);
    }
}
