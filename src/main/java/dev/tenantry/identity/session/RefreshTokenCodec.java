package dev.tenantry.identity.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.MasterSecret;

/**
 * Writes refresh tokens: version, session, counter, and a MAC over them under a key that each session has of its own. A
 * forged one is recognized without asking the database.
 */
@Component
class RefreshTokenCodec {

    private static final byte VERSION = 1;
    private static final int SIGNED_BYTES = 1 + 16 + 8;
    private static final int MAC_BYTES = 16;

    private final byte[] key;

    RefreshTokenCodec(MasterSecret secret) {
        this.key = secret.derive("identity/refresh-tokens");
    }

    String encode(RefreshToken token) {
        var signed = ByteBuffer.allocate(SIGNED_BYTES)
                .put(VERSION)
                .putLong(token.sessionId().getMostSignificantBits())
                .putLong(token.sessionId().getLeastSignificantBits())
                .putLong(token.counter())
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
                        .put(signed)
                        .put(mac(token.sessionId(), signed))
                        .array());
    }

    /** Null where the text is no token of ours. */
    @Nullable
    RefreshToken decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
        if (bytes.length != SIGNED_BYTES + MAC_BYTES || bytes[0] != VERSION) {
            return null;
        }
        var buffer = ByteBuffer.wrap(bytes, 1, SIGNED_BYTES - 1);
        var token = new RefreshToken(new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong());
        var mac = mac(token.sessionId(), Arrays.copyOf(bytes, SIGNED_BYTES));
        return MessageDigest.isEqual(mac, Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length)) ? token : null;
    }

    private byte[] mac(UUID session, byte[] signed) {
        var id = ByteBuffer.allocate(16)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .array();
        return Arrays.copyOf(Digests.hmac(Digests.hmac(key, id), signed), MAC_BYTES);
    }
}
