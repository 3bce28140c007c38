package dev.tenantry.crm.quote;

import java.time.LocalDate;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.SingleLine;

/**
 * A draft that is to be made of a deal's lines as they are.
 *
 * @param title          absent: the deal's name
 * @param contactId      absent: the deal's contact, where the caller may read contacts
 * @param recipientName  absent: the contact's
 * @param recipientEmail absent: the contact's
 * @param expiresOn      the last day that it can be accepted; absent: 30 days from today
 * @param acceptedStage  where the deal goes once it is accepted; absent: it stays where it is
 */
record QuoteRequest(
        @NotNull Long opportunityId,
        @Size(max = 200) @SingleLine @Nullable String title,
        @Nullable Long contactId,
        @Size(max = 200) @SingleLine @Nullable String recipientName,
        @Email @Size(max = 254) @Nullable String recipientEmail,
        @Size(max = 10_000) @Nullable String terms,
        @Nullable LocalDate expiresOn,
        @Size(max = 100) @Nullable String acceptedStage) {}
