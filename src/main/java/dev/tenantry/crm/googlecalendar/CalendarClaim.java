package dev.tenantry.crm.googlecalendar;

import java.util.UUID;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Lease;

/** The right to look at a calendar. @param member whose it is */
record CalendarClaim(UUID organizationId, Long calendarId, long epoch, int losses, UUID member) implements Lease {

    @Override
    public Object key() {
        return calendarId;
    }

    TenantContext context() {
        return new TenantContext(organizationId, member);
    }
}
