package dev.tenantry.tenancy.extension;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.web.Versioned;

/**
 * The caller's profile as somebody who runs the organization.
 *
 * @param adminPermissions what the caller's roles grant; roles alone change it
 */
record AdminExtension(
        UUID id,
        @Nullable String department,
        List<String> adminPermissions,
        @Nullable Map<String, Object> socialLinks,
        @Nullable Map<String, Object> notificationPreferences,
        @Nullable Map<String, Object> privacySettings,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements
            Versioned {

    static AdminExtension of(UserProfile profile) {
        var said = profile.asAdmin();
        return new AdminExtension(profile.getId(), said.department(),
                Caller.current().permissions().stream().sorted().toList(), said.socialLinks(),
                said.notificationPreferences(), said.privacySettings(), profile.getVersion(), profile.getCreatedAt(),
                profile.getUpdatedAt());
    }
}
