package dev.tenantry.notification;

/** How people end what the current organization writes to them. */
public interface Suppressions {

    /**
     * Where the recipient of a mail asks for no more marketing, without signing in: with a place for what only that one is told. Whoever sees
     * the mail here could ask for it in the recipient's name otherwise.
     */
    String unsubscribeUrl();
}
