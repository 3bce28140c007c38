package dev.tenantry.tenancy.extension;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** The caller's profile as a client of the organization. @param readingHistoryCount how many readings there have been */
record ClientExtension(
        UUID id,
        @Nullable Map<String, Object> birthChartData,
        @Nullable List<UUID> preferredReaders,
        int readingHistoryCount,
        @Nullable Map<String, Object> socialLinks,
        @Nullable Map<String, Object> notificationPreferences,
        @Nullable Map<String, Object> privacySettings,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    static ClientExtension of(UserProfile profile) {
        var said = profile.asClient();
        return new ClientExtension(profile.getId(), said.birthChartData(), said.preferredReaders(),
                profile.getReadingHistoryCount(), said.socialLinks(), said.notificationPreferences(),
                said.privacySettings(), profile.getVersion(), profile.getCreatedAt(), profile.getUpdatedAt());
    }
}
