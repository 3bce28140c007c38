package dev.tenantry.notification;

import java.util.UUID;

import dev.tenantry.shared.tenancy.Ids;

/** Tells people something by e-mail or SMS: kept in the transaction of its cause, sent after that commits. */
public interface Notifications {

    /** Queues the message in the tenant's current transaction. */
    default void queue(Message message) {
        queue(Ids.next(), message);
    }

    /** Likewise, under an id that a {@link DeliveryListener} is told it by. */
    void queue(UUID id, Message message);

    /**
     * Queues the message in a transaction of the service of sign-in.
     *
     * @param organizationId whose templates it is written with, and whose it is
     */
    void queueFor(UUID organizationId, Message message);

    /** By whom messages are sent; blank where they are only recorded. */
    String provider(Channel channel);
}
