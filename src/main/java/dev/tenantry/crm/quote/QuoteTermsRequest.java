package dev.tenantry.crm.quote;

import java.time.LocalDate;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.SingleLine;

/**
 * What a draft says beside its lines.
 *
 * @param contactId      absent: nobody whom the organization knows
 * @param recipientName  absent: the contact's
 * @param recipientEmail absent: the contact's
 * @param expiresOn      the last day that it can be accepted, in the organization's zone
 * @param acceptedStage  where the deal goes once it is accepted; absent: it stays where it is
 */
record QuoteTermsRequest(
        @NotBlank @Size(max = 200) @SingleLine String title,
        @Nullable Long contactId,
        @Size(max = 200) @SingleLine @Nullable String recipientName,
        @Email @Size(max = 254) @Nullable String recipientEmail,
        @Size(max = 10_000) @Nullable String terms,
        @NotNull LocalDate expiresOn,
        @Size(max = 100) @Nullable String acceptedStage) {}
