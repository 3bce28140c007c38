package dev.tenantry.identity.session;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.account.User;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.tenancy.Membership;

/**
 * What a sign-in or a refresh yields.
 *
 * @param provider there once, after a sign-in through an identity provider
 */
public record TokenPair(
        Secret accessToken,
        Instant expiresAt,
        Secret refreshToken,
        User user,
        Membership membership,
        @Nullable ProviderTokens provider) {

    public TokenPair with(@Nullable ProviderTokens tokens) {
        return new TokenPair(accessToken, expiresAt, refreshToken, user, membership, tokens);
    }
}
