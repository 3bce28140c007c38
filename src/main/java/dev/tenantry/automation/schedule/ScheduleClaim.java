package dev.tenantry.automation.schedule;

import java.util.UUID;

import dev.tenantry.shared.work.TenantLease;

/** The right to start what a trigger has due. @param workflowId that it starts */
record ScheduleClaim(UUID organizationId, UUID triggerId, long epoch, int losses, UUID workflowId)
        implements
            TenantLease {

    @Override
    public Object key() {
        return triggerId;
    }
}
