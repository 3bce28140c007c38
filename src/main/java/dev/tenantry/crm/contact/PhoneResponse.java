package dev.tenantry.crm.contact;

import org.jspecify.annotations.Nullable;

/**
 * One of a contact's telephone numbers.
 *
 * @param number    as it was written
 * @param label     what it is for: {@code mobile}
 * @param primary   whether it is the contact's {@code phone}; of several one is
 * @param e164      {@code +4915112345678}; absent where the number is none that can be called
 * @param extension that is dialled behind it
 * @param valid     whether it is a number that can be called, in the contact's country, or else the organization's region, where it has no country code
 */
record PhoneResponse(
        String number,
        @Nullable String label,
        boolean primary,
        @Nullable String e164,
        @Nullable String extension,
        boolean valid) {}
