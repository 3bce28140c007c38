package dev.tenantry.tenancy.extension;

import java.util.Map;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.value.BoundedJson;

/** What somebody who runs the organization says of themselves. */
record AdminExtensionRequest(
        @Size(max = 100) @Nullable String department,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> socialLinks,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> notificationPreferences,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> privacySettings) {}
