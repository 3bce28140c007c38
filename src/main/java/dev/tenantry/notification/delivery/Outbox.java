package dev.tenantry.notification.delivery;

import java.time.Duration;

import dev.tenantry.shared.work.WorkQueue;

/**
 * Deliveries of one kind: where they wait, how they are sent, and what is noted of each. Whatever notes something answers
 * whether the delivery was still this instance's to send.
 */
public interface Outbox<D extends Attempt> {

    /** How many an instance sends at a time, where they all go to servers of the operator's. */
    int USUAL_ROOM = 16;

    WorkQueue<D> queue();

    /** How many an instance sends at a time. */
    default int room() {
        return USUAL_ROOM;
    }

    /** Sends it, which may take as long as whoever carries it lets it: outside of transactions. */
    void carry(D delivery) throws DeliveryException;

    /** It is on its way. */
    boolean sent(D delivery);

    /** It will not go out. */
    boolean failed(D delivery, String reason);

    /** It is to be tried again. */
    boolean postponed(D delivery, String reason, Duration pause);

    /** It is to be tried after the pause; this was no attempt. */
    boolean deferred(D delivery, String reason, Duration pause);
}
