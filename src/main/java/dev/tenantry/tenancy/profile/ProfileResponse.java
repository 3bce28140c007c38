package dev.tenantry.tenancy.profile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** @param organizationId the default organization */
record ProfileResponse(
        UUID id,
        UUID organizationId,
        @Nullable String email,
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String avatarUrl,
        @Nullable String bio,
        @Nullable LocalDate dateOfBirth,
        String currency,
        String language,
        @Nullable String timezone,
        @Nullable String theme,
        Map<String, Object> preferences,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements
            Versioned {

    ProfileRequest asRequest() {
        return new ProfileRequest(name, firstName, lastName, avatarUrl, bio, dateOfBirth, currency, language, timezone,
                theme, preferences);
    }
}
