package dev.tenantry.tenancy.extension;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** The caller's profile as a reader of the organization. */
record ReaderExtension(
        UUID id,
        @Nullable List<String> specializations,
        @Nullable Integer experienceYears,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal readingRate,
        @Nullable Map<String, Object> availabilitySchedule,
        @Nullable List<String> certifications,
        @Nullable List<String> languages,
        @Nullable Map<String, Object> socialLinks,
        @Nullable Map<String, Object> notificationPreferences,
        @Nullable Map<String, Object> privacySettings,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    static ReaderExtension of(UserProfile profile) {
        var said = profile.asReader();
        return new ReaderExtension(profile.getId(), said.specializations(), said.experienceYears(),
                said.readingRate(), said.availabilitySchedule(), said.certifications(), said.languages(),
                said.socialLinks(), said.notificationPreferences(), said.privacySettings(), profile.getVersion(),
                profile.getCreatedAt(), profile.getUpdatedAt());
    }
}
