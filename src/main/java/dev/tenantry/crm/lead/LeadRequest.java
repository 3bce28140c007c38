package dev.tenantry.crm.lead;

import java.util.UUID;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.HostName;

/**
 * What a lead is to be.
 *
 * @param company           the employer as the person states it
 * @param domain            of the employer's web site
 * @param message           what the person wrote
 * @param status            new, working, qualified or unqualified; absent: as it is, of a new one new. A conversion makes it converted, and nothing else
 * @param unqualifiedReason why nothing comes of it; what is unqualified alone has one
 * @param source            where it came from
 * @param ownerId           the member who looks after it
 * @param externalId        the lead's key in another system, unique in the organization
 */
record LeadRequest(
        @NotBlank @Size(max = 200) String name,
        @Compared @Email @Size(max = 254) @Nullable String email,
        @Compared @Size(max = 50) @Nullable String phone,
        @Size(max = 200) @Nullable String company,
        @Compared @Size(max = 253) @HostName @Nullable String domain,
        @Size(max = 200) @Nullable String jobTitle,
        @Size(max = 10_000) @Nullable String message,
        @Nullable LeadStatus status,
        @Size(max = 500) @Nullable String unqualifiedReason,
        @Size(max = 100) @Nullable String source,
        @Size(max = 200) @Nullable String utmSource,
        @Size(max = 200) @Nullable String utmMedium,
        @Size(max = 200) @Nullable String utmCampaign,
        @Size(max = 200) @Nullable String utmTerm,
        @Size(max = 200) @Nullable String utmContent,
        @Size(max = 2000) @Nullable String referrer,
        @Size(max = 2000) @Nullable String landingPage,
        @Nullable UUID ownerId,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {}
