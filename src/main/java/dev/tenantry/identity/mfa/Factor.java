package dev.tenantry.identity.mfa;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

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
        @Nullable Secret secret,
        @Nullable String phone,
        @Nullable WebAuthnCredential credential,
        long lastUsedStep,
        @Nullable Instant lastChallengedAt,
        Instant createdAt) {}
