package dev.tenantry.identity.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.Verbatim;

/** The body of a request for tokens; each grant reads its part. Clients send more than this, and it does not matter. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TokenRequest(
        @Nullable String email,
        @Nullable String phone,
        @Verbatim @Nullable Secret password,
        @Nullable Secret refreshToken,
        @Nullable Secret authCode,
        @Nullable Secret codeVerifier,
        @Nullable String provider,
        @Nullable Secret idToken,
        @Nullable Secret accessToken,
        @Nullable Secret nonce,
        @Nullable Boolean linkIdentity) {

    /** @throws AuthException 400 where the member is not there */
    static String required(@Nullable Secret value, String member) {
        if (value == null || value.isBlank()) {
            throw AuthException.malformed(member + " is required");
        }
        return value.value();
    }
}
