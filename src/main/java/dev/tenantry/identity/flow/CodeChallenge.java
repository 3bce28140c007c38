package dev.tenantry.identity.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.crypto.Digests;

/**
 * What ties a code to whoever began the flow (RFC 7636).
 *
 * @param method s256 or plain
 */
public record CodeChallenge(String challenge, String method) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /**
     * Null where neither is given: the flow is not one that ends in a code.
     *
     * @throws AuthException 400 where one is given without the other, or in no known form
     */
    public static @Nullable CodeChallenge of(@Nullable String challenge, @Nullable String method) {
        if (isAbsent(challenge) && isAbsent(method)) {
            return null;
        }
        if (challenge == null || method == null || isAbsent(challenge) || isAbsent(method)) {
            throw AuthException.malformed("PKCE flow requires code_challenge_method and code_challenge");
        }
        var normal = method.toLowerCase(Locale.ROOT);
        if (!normal.equals("s256") && !normal.equals("plain")) {
            throw AuthException.malformed("code_challenge_method must be s256 or plain");
        }
        if (!FORM.matcher(challenge).matches()) {
            throw AuthException
                    .malformed("code_challenge must be 43 to 128 characters of A-Z, a-z, 0-9, -, ., _ and ~");
        }
        return new CodeChallenge(challenge, normal);
    }

    boolean fits(String verifier) {
        var expected = method.equals("plain") ? verifier : s256(verifier);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
                challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private static String s256(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier));
    }

    private static boolean isAbsent(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
