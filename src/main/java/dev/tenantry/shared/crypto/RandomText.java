package dev.tenantry.shared.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess. */
public final class RandomText {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** 256 random bits as 43 characters of base64url. */
    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
