package dev.tenantry.identity.token;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A pair of keys on the curve P-256.
 *
 * @param id        what tokens name it by, {@code kid}
 * @param retiredAt from when on tokens signed with it are refused; null while it is in use
 */
record SigningKey(
        String id,
        ECPublicKey publicKey,
        PrivateKey privateKey,
        Instant createdAt,
        @Nullable Instant retiredAt) {

    boolean isAccepted(Instant now) {
        return retiredAt == null || retiredAt.isAfter(now);
    }
}
