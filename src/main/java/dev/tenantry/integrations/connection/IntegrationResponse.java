package dev.tenantry.integrations.connection;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.http.CircuitState;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * An integration.
 *
 * @param status          pending (not connected so far), connected, error (the other side fails at present) or disconnected
 * @param configuration   empty where it is made of what the platform offers
 * @param credentialNames which credentials are set; their values are never told
 * @param offerId         what the platform offers that it is made of; absent: it is the organization's own
 * @param lastSyncAt      when the other side last answered as it should
 * @param circuit         closed; open: after failures in a row it is not asked for a while; half-open: it is tried again. As this
 *                        instance of the application sees it
 */
record IntegrationResponse(
        UUID id,
        String name,
        IntegrationType type,
        String provider,
        IntegrationStatus status,
        @SchemaResource(value = Providers.CONFIGURATION, prefix = "Integration") JsonNode configuration,
        Set<String> credentialNames,
        @Nullable Instant credentialsSetAt,
        @Nullable UUID offerId,
        @Nullable Instant lastSyncAt,
        @Nullable String lastError,
        CircuitState circuit,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("status", "lastSyncAt", "lastError", "circuit", "updatedAt");
    }
}
