package dev.tenantry.crm.contact;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.TelephoneNumber;

/** A number as it is kept: as it was written, and as networks have it where it can be called. */
record OtherPhone(String number, @Nullable String e164, @Nullable String extension, @Nullable String label) {

    /** @param read what its number is */
    static OtherPhone of(ContactPhone stated, TelephoneNumber.Reading read) {
        return new OtherPhone(stated.number(), read.e164(), read.extension(), stated.label());
    }

    ContactPhone shown(boolean isPrimary) {
        return new ContactPhone(number, label, isPrimary, e164, extension, e164 != null);
    }
}
