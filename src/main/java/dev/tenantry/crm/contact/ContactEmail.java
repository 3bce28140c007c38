package dev.tenantry.crm.contact;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;

/**
 * One of a contact's e-mail addresses.
 *
 * @param label   what it is for: {@code work}
 * @param primary whether it is the contact's {@code email}; of several one is
 */
record ContactEmail(
        @Compared @NotBlank @Email @Size(max = 254) String address,
        @Size(max = 50) @Nullable String label,
        @Nullable Boolean primary) {}
