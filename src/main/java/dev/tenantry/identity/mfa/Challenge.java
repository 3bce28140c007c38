package dev.tenantry.identity.mfa;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A challenge of which one more answer may be evaluated.
 *
 * @param sentCode  the MAC of the code that was sent
 * @param toBeSigned what a key is to sign, base64url
 */
record Challenge(UUID id, @Nullable String sentCode, @Nullable String toBeSigned) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Challenge[" + id + "]";
    }
}
