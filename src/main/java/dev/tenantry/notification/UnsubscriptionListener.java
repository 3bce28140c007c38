package dev.tenantry.notification;

/** Whoever knows whose an address is, and is told that it is not to be written to any more. */
public interface UnsubscriptionListener {

    /**
     * In the transaction that notes it, once.
     *
     * @param key what addresses of the channel are equal by, see {@link ContactChannel#key}
     */
    void on(ContactChannel channel, String key);
}
