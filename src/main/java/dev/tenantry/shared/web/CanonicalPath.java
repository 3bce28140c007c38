package dev.tenantry.shared.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import dev.tenantry.shared.problem.ProblemException;

/**
 * A path has one spelling here, and every other one is refused before anything looks at it: filters that compare the path as
 * it was sent and the routing that compares it decoded then decide about the same text. What may be percent-encoded is what
 * a path cannot say otherwise; a letter, a digit, a dot, a slash, a backslash, a semicolon or a percent sign never is.
 */
final class CanonicalPath {

    private static final String NEVER_ENCODED = "/\\;%";

    private CanonicalPath() {}

    /**
     * @param path as it was sent
     * @throws ProblemException 400 where it is not spelled in the one way
     */
    static void check(String path) {
        if (!path.startsWith("/") || path.contains("//") || path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
            throw refused("it must begin with a slash and have no empty segment, semicolon or backslash");
        }
        if (Arrays.stream(path.split("/")).anyMatch(segment -> segment.equals(".") || segment.equals(".."))) {
            throw refused("it must have no segment . or ..");
        }
        if (path.indexOf('%') >= 0) {
            checkEncoded(path);
        }
    }

    private static void checkEncoded(String path) {
        var decoded = new ByteArrayOutputStream(path.length());
        for (var at = 0; at < path.length(); at++) {
            if (path.charAt(at) != '%') {
                decoded.write(path.charAt(at));
                continue;
            }
            var octet = octet(path, at);
            if (octet < 0x20 || octet == 0x7f || isUnreserved(octet) || NEVER_ENCODED.indexOf(octet) >= 0) {
                throw refused("%s must not be percent-encoded".formatted(path.substring(at, at + 3)));
            }
            decoded.write(octet);
            at += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray()));
        } catch (CharacterCodingException _) {
            throw refused("what is percent-encoded must be UTF-8");
        }
    }

    private static int octet(String path, int at) {
        if (at + 2 >= path.length() || !HexFormat.isHexDigit(path.charAt(at + 1))
                || !HexFormat.isHexDigit(path.charAt(at + 2))) {
            throw refused("a percent sign must be followed by two hexadecimal digits");
        }
        return HexFormat.fromHexDigits(path, at + 1, at + 3);
    }

    /** RFC 3986, section 2.3. */
    private static boolean isUnreserved(int octet) {
        return octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9'
                || "-._~".indexOf(octet) >= 0;
    }

    private static ProblemException refused(String reason) {
        return ProblemException.malformed("path", reason);
    }
}
