package dev.tenantry.crm.calendar;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.TenantLease;

/** The right to send a reminder by an integration. @param privateTo whose the event is alone */
record ReminderTextClaim(
        UUID organizationId,
        Long id,
        long epoch,
        int losses,
        Long eventId,
        @Nullable UUID privateTo,
        String address,
        String text) implements TenantLease {

    @Override
    public Object key() {
        return id;
    }

    @Override
    public TenantContext context() {
        return new TenantContext(organizationId, privateTo);
    }
}
