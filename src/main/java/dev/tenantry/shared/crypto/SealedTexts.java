package dev.tenantry.shared.crypto;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What links and pages carry: a few values, encrypted and authenticated for one purpose, so that nothing of them shows in logs and nobody
 * makes one up. In base64url without padding.
 */
public final class SealedTexts {

    private final AesGcm cipher;
    private final String purpose;
    private final int longest;

    /**
     * @param key     32 bytes that serve this purpose alone
     * @param longest in characters; none that is longer is read
     */
    public SealedTexts(byte[] key, String purpose, int longest) {
        this.cipher = new AesGcm(key);
        this.purpose = purpose;
        this.longest = longest;
    }

    public static ByteBuffer put(ByteBuffer plain, UUID id) {
        return plain.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    public static UUID id(ByteBuffer plain) {
        return new UUID(plain.getLong(), plain.getLong());
    }

    public String seal(ByteBuffer plain) {
        return seal(plain, "");
    }

    /** @param place what it is good for alone, besides the purpose */
    public String seal(ByteBuffer plain, String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.seal(plain.array(), purpose + place));
    }

    /** Of what was sent; empty where it is none of ours. */
    public <T> Optional<T> open(String text, Function<ByteBuffer, T> reading) {
        return open(text, "", reading);
    }

    /** Of what was sent to a place; empty where it is none of ours, or another place's. */
    public <T> Optional<T> open(String text, String place, Function<ByteBuffer, T> reading) {
        if (text.isEmpty() || text.length() > longest) {
            return Optional.empty();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(text);
            return Optional.of(reading.apply(ByteBuffer.wrap(cipher.open(sealed, purpose + place))));
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException _) {
            return Optional.empty();
        }
    }
}
