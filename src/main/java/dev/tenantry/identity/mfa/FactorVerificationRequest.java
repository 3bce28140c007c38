package dev.tenantry.identity.mfa;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;

/** The answer to a challenge. Clients send more than this, and it does not matter. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record FactorVerificationRequest(@Nullable UUID challengeId, @Nullable Secret code, @Nullable Ceremony webauthn) {

    /**
     * What a browser's function returned.
     *
     * @param type               create or request
     * @param credentialResponse the credential as JSON
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ceremony(@Nullable String type, @Nullable Map<String, Object> credentialResponse) {}
}
