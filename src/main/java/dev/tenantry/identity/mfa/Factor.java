package dev.tenantry.identity.mfa;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A second factor of somebody's.
 *
 * @param name         what its owner calls it
 * @param isVerified   whether it has been used successfully
 * @param secret       of a generator of codes, sealed
 * @param lastUsedStep the period of the last code that was accepted
 */
record Factor(
        UUID id,
        UUID userId,
        String name,
        FactorType type,
        boolean isVerified,
        @Nullable String secret,
        @Nullable String phone,
        @Nullable WebAuthnCredential credential,
        long lastUsedStep,
        @Nullable Instant lastChallengedAt,
        Instant createdAt) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Factor[" + id + "]";
    }
}
