package dev.tenantry.shared.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMACs of texts, which are taken as UTF-8. */
public final class Digests {

    public static final String HMAC_SHA256 = "HmacSHA256";
    /** For those alone who sign with nothing better. */
    public static final String HMAC_SHA1 = "HmacSHA1";

    private Digests() {}

    /** 32 bytes. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is kept of a secret too long to be guessed: its SHA-256, 64 hexadecimal digits. */
    public static String fingerprint(String secret) {
        return HexFormat.of().formatHex(sha256(secret));
    }

    /** 32 bytes that nobody makes without the key. */
    public static byte[] hmac(byte[] key, byte[] text) {
        return hmac(HMAC_SHA256, key, text);
    }

    /** @param algorithm one of those above */
    public static byte[] hmac(String algorithm, byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }
}
