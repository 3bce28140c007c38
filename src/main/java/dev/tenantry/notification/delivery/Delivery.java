package dev.tenantry.notification.delivery;

import java.util.UUID;

import dev.tenantry.notification.Channel;

/**
 * A notification that this instance may send, until somebody else claims it.
 *
 * @param epoch    the fencing token: larger than that of any earlier claim
 * @param attempts how often it has been tried, this time included
 */
record Delivery(UUID organizationId, UUID id, long epoch, int attempts, Channel channel, String recipient,
        String subject, String body) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
