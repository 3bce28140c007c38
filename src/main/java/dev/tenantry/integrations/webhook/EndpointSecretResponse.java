package dev.tenantry.integrations.webhook;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * What an endpoint's deliveries are signed with.
 *
 * @param secret    in the form of Standard Webhooks, {@code whsec_…}
 * @param rotatedAt when it replaced another one, which signs besides for 24 hours
 */
record EndpointSecretResponse(Secret secret, @Nullable Instant rotatedAt) {}
