package dev.tenantry.crm.calendar;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.TenantLease;

/** The right to remind by a rule. @param privateTo whose the event is alone */
record ReminderClaim(
        UUID organizationId,
        Long ruleId,
        long epoch,
        int losses,
        Long eventId,
        @Nullable UUID privateTo) implements TenantLease {

    @Override
    public Object key() {
        return ruleId;
    }

    /** What is private is seen by its owner alone. */
    @Override
    public TenantContext context() {
        return new TenantContext(organizationId, privateTo);
    }
}
