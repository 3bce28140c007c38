package dev.tenantry.notification;

/** Whoever knows whose an address is, and is told of mails that have come back from it. */
public interface BounceListener {

    /** In the transaction that notes it, once for each mail, recipient and kind. */
    void on(Bounce bounce);
}
