package dev.tenantry.audit.sink;

import java.util.UUID;

import dev.tenantry.shared.work.Lease;

/** A claim to send a sink what waits for it. */
record SinkClaim(UUID organizationId, UUID sinkId, long epoch, int losses) implements Lease {

    @Override
    public Object key() {
        return sinkId;
    }
}
