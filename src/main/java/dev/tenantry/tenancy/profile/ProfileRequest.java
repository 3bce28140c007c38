package dev.tenantry.tenancy.profile;

import java.time.LocalDate;
import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.IsoCurrency;
import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.HttpsUrl;
import dev.tenantry.tenancy.value.BoundedJson;
import dev.tenantry.tenancy.value.LanguageTag;

/**
 * What people say of themselves.
 *
 * @param avatarUrl   where the picture is, https
 * @param currency    ISO 4217
 * @param language    BCP 47
 * @param preferences what a frontend keeps for the person
 */
record ProfileRequest(
        @Size(max = 200) @Nullable String name,
        @Size(max = 100) @Nullable String firstName,
        @Size(max = 100) @Nullable String lastName,
        @Size(max = 2000) @HttpsUrl @Nullable String avatarUrl,
        @Size(max = 2000) @Nullable String bio,
        @Past @Nullable LocalDate dateOfBirth,
        @NotNull @IsoCurrency String currency,
        @NotNull @Size(max = 35) @LanguageTag String language,
        @Zone @Nullable String timezone,
        @Size(max = 50) @Nullable String theme,
        @Size(max = 100) @BoundedJson @Nullable Map<String, Object> preferences) {

    ProfileRequest {
        preferences = preferences == null ? Map.of() : preferences;
    }
}
