package dev.tenantry.identity.mfa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that change every thirty seconds: RFC 6238 with SHA-1 and six digits, which is what authenticators agree on. */
final class Totp {

    static final int DIGITS = 6;
    static final int PERIOD_SECONDS = 30;
    /** How far a clock may be off, in periods. */
    private static final int DRIFT = 1;
    private static final int SECRET_BYTES = 20;
    private static final String ALGORITHM = "HmacSHA1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /**
     * The period that a code is of, among those around now.
     *
     * @param lastUsed the period of the last code that was accepted: it and earlier ones are not accepted again
     * @return empty where the code is none of them
     */
    static OptionalLong match(byte[] secret, String code, Instant now, long lastUsed) {
        var current = now.getEpochSecond() / PERIOD_SECONDS;
        return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
                .filter(step -> step > lastUsed && isSame(code(secret, step, DIGITS), code))
                .findFirst();
    }

    /** The code of a period, with leading zeros. */
    static String code(byte[] secret, long step, int digits) {
        var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        var text = Integer.toString(number % (int) Math.pow(10, digits));
        return "0".repeat(digits - text.length()) + text;
    }

    private static boolean isSame(String right, String presented) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII),
                presented.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] secret, byte[] counter) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(counter);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
