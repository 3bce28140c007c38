package dev.tenantry.identity.session;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.shared.crypto.Secret;

/**
 * A session as Supabase's clients know it.
 *
 * @param providerToken        what the identity provider's own API is asked with, right after signing in through it
 * @param providerRefreshToken where the provider gives one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SessionResponse(
        Secret accessToken,
        String tokenType,
        long expiresIn,
        long expiresAt,
        Secret refreshToken,
        UserResponse user,
        @Nullable Secret providerToken,
        @Nullable Secret providerRefreshToken) {

    public static SessionResponse of(TokenPair tokens, Clock clock) {
        var provider = tokens.provider();
        return new SessionResponse(tokens.accessToken(), "bearer",
                Math.max(0, Duration.between(clock.instant(), tokens.expiresAt()).plusMillis(999).toSeconds()),
                tokens.expiresAt().getEpochSecond(), tokens.refreshToken(), UserResponse.of(tokens.user()),
                provider == null ? null : provider.accessToken(), provider == null ? null : provider.refreshToken());
    }
}
