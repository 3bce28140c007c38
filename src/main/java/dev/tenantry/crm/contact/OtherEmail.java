package dev.tenantry.crm.contact;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;

/** An address as it is kept. @param key its canonical form, by which it is found */
record OtherEmail(String address, String key, @Nullable String label) {

    static OtherEmail of(ContactEmail stated) {
        return new OtherEmail(stated.address(), EmailAddress.canonical(stated.address()), stated.label());
    }

    ContactEmail shown(boolean isPrimary) {
        return new ContactEmail(address, label, isPrimary);
    }
}
