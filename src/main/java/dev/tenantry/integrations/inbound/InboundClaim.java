package dev.tenantry.integrations.inbound;

import java.util.UUID;

import dev.tenantry.shared.work.TenantLease;

/** The right to process a message, until somebody else claims it. */
record InboundClaim(UUID organizationId, long id, long epoch, int losses) implements TenantLease {

    @Override
    public Object key() {
        return id;
    }
}
