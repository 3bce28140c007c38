package dev.tenantry.crm.googlecalendar;

import java.util.UUID;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.TenantLease;

/** The right to look at a calendar. @param member whose it is */
record CalendarClaim(UUID organizationId, Long calendarId, long epoch, int losses, UUID member) implements TenantLease {

    @Override
    public Object key() {
        return calendarId;
    }

    @Override
    public TenantContext context() {
        return new TenantContext(organizationId, member);
    }
}
