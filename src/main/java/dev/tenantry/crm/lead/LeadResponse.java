package dev.tenantry.crm.lead;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A lead.
 *
 * @param contactId       the contact that it was converted to
 * @param companyId       the company that it was converted to
 * @param opportunityId   the opportunity that it was converted to
 * @param convertedBy     who converted it; absent where an automation did
 * @param firstResponseAt when somebody first did something about it
 */
record LeadResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String company,
        @Nullable String domain,
        @Nullable String jobTitle,
        @Nullable String message,
        LeadStatus status,
        @Nullable String unqualifiedReason,
        @Nullable String source,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String utmTerm,
        @Nullable String utmContent,
        @Nullable String referrer,
        @Nullable String landingPage,
        @Nullable UUID ownerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        @Nullable Instant convertedAt,
        @Nullable UUID convertedBy,
        @Nullable Instant firstResponseAt,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
