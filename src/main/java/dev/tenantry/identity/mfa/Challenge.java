package dev.tenantry.identity.mfa;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * A challenge of which one more answer may be evaluated.
 *
 * @param sentCode  the MAC of the code that was sent
 * @param toBeSigned what a key is to sign, base64url
 */
record Challenge(UUID id, @Nullable Secret sentCode, @Nullable String toBeSigned) {}
