package dev.tenantry.integrations.offer;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.integrations.provider.IntegrationType;

/**
 * What the platform offers, and organizations make integrations of.
 *
 * @param type     what these are for
 * @param provider whom they ask, one of {@code /integration-providers}
 */
public record IntegrationOffer(
        UUID id,
        String name,
        IntegrationType type,
        String provider,
        @Nullable String description,
        Instant createdAt) {}
