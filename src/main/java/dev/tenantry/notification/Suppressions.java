package dev.tenantry.notification;

/** How people end what the current organization writes to them. */
public interface Suppressions {

    /** Where whoever has the mail address asks for no more marketing, without signing in. */
    String unsubscribeUrl(String email);
}
