package dev.tenantry.crm.googlecalendar;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A calendar of the caller's at Google.
 *
 * @param integrationId of the organization's, by the provider google; the caller has connected an account for it
 * @param calendarId    as Google knows it
 * @param direction     both (where absent), in or out
 */
record GoogleCalendarRequest(
        @NotNull UUID integrationId,
        @NotBlank @Size(max = 500) String calendarId,
        @Nullable SyncDirection direction) {}
