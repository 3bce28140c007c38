package dev.tenantry.integrations.webhook;

import java.util.UUID;

import dev.tenantry.shared.work.Lease;

/** A delivery that this instance may send, until somebody else claims it. */
record DeliveryClaim(UUID organizationId, long id, long epoch, int losses, UUID endpointId) implements Lease {

    @Override
    public Object key() {
        return id;
    }
}
