package dev.tenantry.identity.session;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/** What an identity provider's own API is asked with, for whoever has just signed in through it. It is not kept. */
public record ProviderTokens(Secret accessToken, @Nullable Secret refreshToken) {}
