package dev.tenantry.identity.onetime;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.MasterSecret;

/** What is kept of tokens and codes. */
@Component
class TokenDigests {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    TokenDigests(MasterSecret secret) {
        this.key = new SecretKeySpec(secret.derive("identity/one-time-tokens"), ALGORITHM);
    }

    static String ofToken(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same digits are another code for another user or purpose. */
    String ofCode(UUID user, TokenType type, String code) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var text = "%s:%s:%s".formatted(user, type.code(), code);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }
}
