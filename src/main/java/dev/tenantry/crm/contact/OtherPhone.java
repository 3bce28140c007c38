package dev.tenantry.crm.contact;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.TelephoneNumber;

/** A number as it is kept: as it was written, and as networks have it where it can be called. */
record OtherPhone(String number, @Nullable String e164, @Nullable String extension, @Nullable String label) {

    /** @param region whose numbers need no country code */
    static OtherPhone of(ContactPhone stated, @Nullable String region) {
        var read = TelephoneNumber.read(stated.number(), region);
        return new OtherPhone(stated.number(), read.e164(), read.extension(), stated.label());
    }

    ContactPhone shown(boolean isPrimary) {
        return new ContactPhone(number, label, isPrimary, e164, extension, e164 != null);
    }
}
