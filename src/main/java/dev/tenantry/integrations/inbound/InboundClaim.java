package dev.tenantry.integrations.inbound;

import java.util.UUID;

import dev.tenantry.shared.work.Lease;

/** The right to process a message, until somebody else claims it. */
record InboundClaim(UUID organizationId, long id, long epoch, int losses) implements Lease {

    @Override
    public Object key() {
        return id;
    }
}
