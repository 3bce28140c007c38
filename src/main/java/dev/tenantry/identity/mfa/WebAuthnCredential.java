package dev.tenantry.identity.mfa;

import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an authenticator's key pair. Nothing of it is secret.
 *
 * @param id         base64url, as the authenticator named it
 * @param attested   base64url, the attested credential data: the public key, with the authenticator's model
 * @param counter    of the last signature, to notice copies by
 * @param transports how the authenticator can be reached
 */
record WebAuthnCredential(
        String id,
        String attested,
        long counter,
        @JsonProperty("uv_initialized") boolean uvInitialized,
        @JsonProperty("backup_eligible") boolean backupEligible,
        @JsonProperty("backup_state") boolean backupState,
        Set<String> transports,
        @Nullable UUID aaguid) {

    WebAuthnCredential used(long newCounter, boolean isVerified, boolean isBackedUp) {
        return new WebAuthnCredential(id, attested, newCounter, uvInitialized || isVerified, backupEligible, isBackedUp,
                transports, aaguid);
    }
}
