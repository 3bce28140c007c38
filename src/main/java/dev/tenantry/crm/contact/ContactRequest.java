package dev.tenantry.crm.contact;

import java.util.UUID;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;

/**
 * What a contact is to be.
 *
 * @param company    the employer as the person states it
 * @param companyId  the employer where it is a company of the organization
 * @param ownerId    the member who looks after the contact
 * @param externalId the contact's key in another system, unique in the organization
 */
record ContactRequest(
        @NotBlank @Size(max = 200) String name,
        @Compared @Email @Size(max = 254) @Nullable String email,
        @Compared @Size(max = 50) @Nullable String phone,
        @Size(max = 200) @Nullable String jobTitle,
        @Size(max = 200) @Nullable String company,
        @Nullable Long companyId,
        @Nullable UUID ownerId,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {}
