package dev.tenantry.notification.delivery;

import java.util.UUID;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.work.Lease;

/**
 * A notification that this instance may send, until somebody else claims it.
 *
 * @param attempts how often it has been tried, this time included
 */
record Delivery(
        UUID organizationId,
        UUID id,
        long epoch,
        int attempts,
        int losses,
        Channel channel,
        String recipient,
        String subject,
        String body) implements Lease {

    @Override
    public Object key() {
        return id;
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
