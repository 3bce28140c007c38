package dev.tenantry.tenancy.extension;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.value.BoundedJson;

/**
 * What somebody who books readings says of themselves.
 *
 * @param preferredReaders members of the organization
 */
record ClientExtensionRequest(
        @BoundedJson @Nullable Map<String, Object> birthChartData,
        @Size(max = 100) @Nullable List<@NotNull UUID> preferredReaders,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> socialLinks,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> notificationPreferences,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> privacySettings) {}
