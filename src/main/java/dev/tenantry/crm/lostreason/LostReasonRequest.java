package dev.tenantry.crm.lostreason;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;

/**
 * What a lost reason is to be.
 *
 * @param name       one that no other lost reason of the organization has, whatever its case and accents
 * @param externalId its key in another system, unique in the organization
 */
record LostReasonRequest(
        @Compared @NotBlank @Size(max = 100) String name,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {}
