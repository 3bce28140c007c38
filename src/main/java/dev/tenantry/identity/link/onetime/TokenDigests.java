package dev.tenantry.identity.link.onetime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.MasterSecret;

/** What is kept of codes: so short that they need a key besides. */
@Component
class TokenDigests {

    private final byte[] key;

    TokenDigests(MasterSecret secret) {
        this.key = secret.derive("identity/one-time-tokens");
    }

    /** The same digits are another code for another user or purpose. */
    String ofCode(UUID user, TokenType type, String code) {
        return HexFormat.of().formatHex(Digests.hmac(key, "%s:%s:%s".formatted(user, type.code(), code)));
    }

    static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }
}
