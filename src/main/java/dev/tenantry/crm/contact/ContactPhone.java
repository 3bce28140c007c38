package dev.tenantry.crm.contact;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;

/**
 * One of a contact's telephone numbers.
 *
 * @param number    as it was written
 * @param label     what it is for: {@code mobile}
 * @param primary   whether it is the contact's {@code phone}; of several one is
 * @param e164      {@code +4915112345678}, which is computed, whatever a request says
 * @param extension that is dialled behind it, likewise
 * @param valid     whether it is a number that can be called, likewise
 */
record ContactPhone(
        @Compared @NotBlank @Size(max = 50) String number,
        @Size(max = 50) @Nullable String label,
        @Nullable Boolean primary,
        @Nullable String e164,
        @Nullable String extension,
        @Nullable Boolean valid) {}
