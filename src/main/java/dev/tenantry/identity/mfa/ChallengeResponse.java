package dev.tenantry.identity.mfa;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a second factor is asked.
 *
 * @param expiresAt in seconds since 1970
 * @param webauthn  what a browser is to do
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ChallengeResponse(
        UUID id,
        String type,
        long expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ceremony webauthn) {

    /**
     * A ceremony of Web Authentication.
     *
     * @param type              {@code create} a credential, or {@code request} the use of one
     * @param credentialOptions the argument of the browser's function, as JSON
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Ceremony(String type, Map<String, Object> credentialOptions) {}
}
