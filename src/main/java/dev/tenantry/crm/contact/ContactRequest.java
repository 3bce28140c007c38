package dev.tenantry.crm.contact;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.ExternalKey;

/**
 * What a contact is to be.
 *
 * @param email      the primary address: stated alone it takes the place of the one until now
 * @param emails     all addresses; absent: the others stay as they are
 * @param phone      the primary number, likewise
 * @param phones     all numbers, likewise
 * @param zone       whose hours the person keeps, of the IANA database
 * @param company    the employer as the person states it
 * @param companyId  the employer where it is a company of the organization
 * @param ownerId    the member who looks after the contact
 * @param externalId the contact's key in another system, unique in the organization
 * @param externalIds its keys in several other systems, each unique in the organization
 */
record ContactRequest(
        @NotBlank @Size(max = 200) String name,
        @Compared @Email @Size(max = 254) @Nullable String email,
        @Size(max = Several.MOST) @Nullable List<@Valid @NotNull ContactEmail> emails,
        @Compared @Size(max = 50) @Nullable String phone,
        @Size(max = Several.MOST) @Nullable List<@Valid @NotNull ContactPhone> phones,
        @Size(max = 200) @Nullable String jobTitle,
        @Size(max = 200) @Nullable String company,
        @Zone @Nullable String zone,
        @Size(max = PostalAddress.MOST) @Nullable List<@Valid @NotNull PostalAddress> addresses,
        @Nullable Long companyId,
        @Nullable UUID ownerId,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId,
        @Size(max = ExternalId.MOST) @Nullable List<@Valid @NotNull ExternalId> externalIds) {}
