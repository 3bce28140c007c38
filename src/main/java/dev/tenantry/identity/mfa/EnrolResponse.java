package dev.tenantry.identity.mfa;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;

/**
 * A second factor that is to be verified.
 *
 * @param totp  what an authenticator learns the secret from; told this once
 * @param phone where codes are sent to
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record EnrolResponse(
        UUID id,
        String type,
        String friendlyName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TotpKey totp,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phone) {

    /** @param qrCode an SVG document @param secret in Base32 @param uri what the QR code says */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TotpKey(Secret qrCode, Secret secret, Secret uri) {}
}
