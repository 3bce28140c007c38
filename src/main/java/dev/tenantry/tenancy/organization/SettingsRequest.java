package dev.tenantry.tenancy.organization;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.IsoCurrency;
import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.HttpsUrl;
import dev.tenantry.shared.web.IsoCountry;
import dev.tenantry.tenancy.value.LanguageTag;

/**
 * How an organization works by default. What is absent is up to the reader. A JSON Schema says the rest of its form.
 *
 * @param currency      ISO 4217
 * @param language      BCP 47
 * @param locale        how numbers and dates are written, BCP 47
 * @param timezone      a zone of the IANA database
 * @param region        ISO 3166: whose telephone numbers are written without a country code; absent: that of the locale
 * @param businessHours when it can be reached, by day ({@code monday}), in its time zone
 * @param postalAddress where it has mail, line by line, as it stands in quotes
 * @param taxNumber     by which tax offices know it, as it stands in quotes
 * @param runRetentionDays how long runs of workflows are kept after their end; absent: as the operator has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingsRequest(
        @IsoCurrency @Nullable String currency,
        @Size(max = 35) @LanguageTag @Nullable String language,
        @Size(max = 35) @LanguageTag @Nullable String locale,
        @Zone @Nullable String timezone,
        @IsoCountry @Nullable String region,
        @Nullable WeekDay weekStartsOn,
        @Nullable String dateFormat,
        @Valid @Nullable Branding branding,
        @Nullable Map<String, List<Hours>> businessHours,
        @Nullable Integer runRetentionDays,
        @Nullable String postalAddress,
        @Nullable String taxNumber) {

    /** Where calendars begin. */
    enum WeekDay {
        monday, saturday, sunday
    }

    /** Colours are {@code #RRGGBB}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Branding(
            @Nullable String primaryColour,
            @Nullable String accentColour,
            @Nullable String backgroundColour,
            @HttpsUrl @Nullable String logoUrl) {}

    /** From a time of the day ({@code 09:00}) to a later one. */
    record Hours(String from, String to) {}
}
