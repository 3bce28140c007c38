package dev.tenantry.crm.email.message;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;

/** Somebody whom a mail names. @param address as it is written, which need not be one that could be written to @param name null: none is given */
public record Mailbox(String address, @Nullable String name) {

    /** What addresses are equal by. */
    public String key() {
        return EmailAddress.canonical(address);
    }

    /** Behind the @, in ASCII; empty where there is none. */
    public String domain() {
        var key = key();
        return key.substring(key.lastIndexOf('@') + 1);
    }
}
