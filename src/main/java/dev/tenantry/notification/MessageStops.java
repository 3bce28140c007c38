package dev.tenantry.notification;

import java.util.UUID;

/** How people end what the current organization writes to them by answering it. */
public interface MessageStops {

    /**
     * Whoever has the address has asked to get nothing more by the channel, in the current transaction. One that is suppressed so already
     * stays as it is.
     *
     * @param address  one of the channel's
     * @param receiver the inbound webhook that was told so
     */
    void stop(ContactChannel channel, String address, UUID receiver);

    /** Takes back what {@link #stop} has added for this receiver: nothing that another one was told, or that somebody of the organization has stated. */
    void resume(ContactChannel channel, String address, UUID receiver);
}
