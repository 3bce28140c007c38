package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.http.CircuitState;
import dev.tenantry.shared.web.Versioned;

/**
 * A webhook endpoint.
 *
 * @param disabledReason  why it is told nothing; absent where it is enabled
 * @param maintainedBy    with whose rights it is told
 * @param maintainedScopes of these, the ones that the API key had by which it was stated what it is told; absent where that was by none
 * @param secretRotatedAt when its secret replaced another one
 * @param firstFailedAt    since when nothing has got through; absent where something has
 * @param circuit         of its host, for all that the organization asks there: closed; open: after failures in a row nothing is sent
 *                        for a while; half-open: one request tries. As this instance of the application sees it
 */
record WebhookEndpointResponse(
        UUID id,
        String url,
        @Nullable String description,
        List<Subscription> subscriptions,
        boolean enabled,
        @Nullable DisabledReason disabledReason,
        UUID maintainedBy,
        @Nullable List<String> maintainedScopes,
        @Nullable Instant secretRotatedAt,
        @Nullable Instant firstFailedAt,
        CircuitState circuit,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("firstFailedAt", "circuit", "updatedAt");
    }
}
