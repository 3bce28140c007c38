package dev.tenantry.notification;

/** What mails have that is their recipient's alone: put in when they are handed over, and kept nowhere. */
@FunctionalInterface
public interface RecipientLinks {

    /** The mail as its recipient gets it, where it has the link of {@link Suppressions#unsubscribeUrl}. */
    Mail addressed(Mail mail);
}
