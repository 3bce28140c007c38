package dev.tenantry.integrations.platform;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * An integration of the platform.
 *
 * @param offered         whether organizations can make integrations of it while it is active
 * @param status          pending (not tested so far), connected or error, by the last test
 * @param credentialNames which credentials are set; their values are never told
 * @param lastPingAt      when it was last tested
 */
record ApiIntegrationResponse(
        UUID id,
        String displayName,
        @Nullable String description,
        String providerName,
        String providerType,
        boolean active,
        boolean offered,
        String status,
        @SchemaResource(value = Providers.CONFIGURATION, prefix = "Integration") JsonNode configuration,
        Set<String> credentialNames,
        @Nullable Instant lastPingAt,
        @Nullable String lastError,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("status", "lastPingAt", "lastError", "updatedAt");
    }
}
