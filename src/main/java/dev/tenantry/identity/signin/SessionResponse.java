package dev.tenantry.identity.signin;

import java.time.Clock;
import java.time.Duration;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.session.TokenPair;
import dev.tenantry.identity.user.UserResponse;

/** A session as Supabase's clients know it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SessionResponse(String accessToken, String tokenType, long expiresIn, long expiresAt, String refreshToken,
        UserResponse user) {

    public static SessionResponse of(TokenPair tokens, Clock clock) {
        return new SessionResponse(tokens.accessToken(), "bearer",
                Math.max(0, Duration.between(clock.instant(), tokens.expiresAt()).plusMillis(999).toSeconds()),
                tokens.expiresAt().getEpochSecond(), tokens.refreshToken(), UserResponse.of(tokens.user()));
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "SessionResponse[until " + expiresAt + "]";
    }
}
