package dev.tenantry.identity.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.web.Verbatim;

/** The body of a request for tokens; each grant reads its part. Clients send more than this, and it does not matter. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TokenRequest(
        @Nullable String email,
        @Nullable String phone,
        @Verbatim @Nullable String password,
        @Nullable String refreshToken,
        @Nullable String authCode,
        @Nullable String codeVerifier,
        @Nullable String provider,
        @Nullable String idToken,
        @Nullable String accessToken,
        @Nullable String nonce,
        @Nullable Boolean linkIdentity) {

    /** @throws AuthException 400 where the member is not there */
    static String required(@Nullable String value, String member) {
        if (value == null || value.isBlank()) {
            throw AuthException.malformed(member + " is required");
        }
        return value;
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "TokenRequest";
    }
}
