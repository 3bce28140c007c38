package dev.tenantry.tenancy.organization;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.value.Zone;

/**
 * How an organization works by default. What is absent is up to the reader.
 *
 * @param currency ISO 4217
 * @param language BCP 47
 * @param timezone a zone of the IANA database
 */
record SettingsRequest(
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") @Nullable String currency,
        @Size(max = 35) @Pattern(regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", message = "must be a BCP 47 language tag") @Nullable String language,
        @Zone @Nullable String timezone, @Nullable WeekDay weekStartsOn) {

    /** Where calendars begin. */
    enum WeekDay {
        monday, saturday, sunday
    }
}
