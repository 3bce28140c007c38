package dev.tenantry.tenancy.organization;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

record SettingsResponse(@Nullable String currency, @Nullable String language, @Nullable String timezone,
        SettingsRequest.@Nullable WeekDay weekStartsOn, int version, Instant updatedAt) implements Versioned {

    static SettingsResponse of(SettingsRequest settings, int version, Instant updatedAt) {
        return new SettingsResponse(settings.currency(), settings.language(), settings.timezone(),
                settings.weekStartsOn(), version, updatedAt);
    }

    SettingsRequest asRequest() {
        return new SettingsRequest(currency, language, timezone, weekStartsOn);
    }
}
