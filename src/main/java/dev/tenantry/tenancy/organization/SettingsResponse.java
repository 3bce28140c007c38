package dev.tenantry.tenancy.organization;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** How an organization works by default. */
record SettingsResponse(
        @Nullable String currency,
        @Nullable String language,
        @Nullable String locale,
        @Nullable String timezone,
        @Nullable String region,
        SettingsRequest.@Nullable WeekDay weekStartsOn,
        @Nullable String dateFormat,
        SettingsRequest.@Nullable Branding branding,
        @Nullable Map<String, List<SettingsRequest.Hours>> businessHours,
        @Nullable Integer runRetentionDays,
        @Nullable String postalAddress,
        @Nullable String taxNumber,
        int version,
        Instant updatedAt)
        implements
            Versioned {

    static SettingsResponse of(SettingsRequest settings, int version, Instant updatedAt) {
        return new SettingsResponse(settings.currency(), settings.language(), settings.locale(), settings.timezone(),
                settings.region(),
                settings.weekStartsOn(), settings.dateFormat(), settings.branding(), settings.businessHours(),
                settings.runRetentionDays(), settings.postalAddress(), settings.taxNumber(), version, updatedAt);
    }

    SettingsRequest asRequest() {
        return new SettingsRequest(currency, language, locale, timezone, region, weekStartsOn, dateFormat, branding,
                businessHours, runRetentionDays, postalAddress, taxNumber);
    }
}
