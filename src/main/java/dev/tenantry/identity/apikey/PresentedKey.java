package dev.tenantry.identity.apikey;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;

/**
 * An API key as it is written: {@code sk_live_} or {@code sk_test_}, the organization (22 characters), an underscore, the
 * secret (32 characters) and a checksum (6 characters). All but the marks is written in digits of base 62. The underscore
 * keeps scanners from taking it for a key of a vendor whose keys begin alike; the checksum lets ours tell a key from
 * chance, and keeps the database from being asked for typing errors.
 *
 * @param isForTests whether it is good for test organizations, and only for those
 * @param hash       what is kept of it: SHA-256, in hexadecimal
 */
public record PresentedKey(UUID organizationId, boolean isForTests, Secret hash) {

    /** What every key begins with. */
    public static final String MARK = "sk_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int ID_LENGTH = 22;
    private static final int SECRET_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile(
            "sk_(live|test)_([0-9A-Za-z]{%s})_[0-9A-Za-z]{%s}".formatted(ID_LENGTH, SECRET_LENGTH + CHECKSUM_LENGTH));
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new key of the organization, in plain text. */
    static String generate(UUID organizationId, boolean isForTests) {
        var secret = new StringBuilder(SECRET_LENGTH);
        for (var index = 0; index < SECRET_LENGTH; index++) {
            secret.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        var unchecked = (isForTests ? "sk_test_" : "sk_live_") + encode(number(organizationId), ID_LENGTH) + "_"
                + secret;
        return unchecked + checksum(unchecked);
    }

    /** Null where the text is no key of ours. */
    public static @Nullable PresentedKey parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        var end = text.length() - CHECKSUM_LENGTH;
        var organization = decode(parts.group(2));
        if (organization == null || !checksum(text.substring(0, end)).equals(text.substring(end))) {
            return null;
        }
        return new PresentedKey(organization, parts.group(1).equals("test"), new Secret(Digests.fingerprint(text)));
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    private static BigInteger number(UUID id) {
        return new BigInteger(1, ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static String encode(BigInteger number, int length) {
        var digits = new char[length];
        var rest = number;
        for (var place = length - 1; place >= 0; place--) {
            var division = rest.divideAndRemainder(BASE);
            digits[place] = DIGITS.charAt(division[1].intValue());
            rest = division[0];
        }
        return new String(digits);
    }

    /** Null where the number is too large for an id. */
    private static @Nullable UUID decode(String digits) {
        var number = BigInteger.ZERO;
        for (var place = 0; place < digits.length(); place++) {
            number = number.multiply(BASE).add(BigInteger.valueOf(DIGITS.indexOf(digits.charAt(place))));
        }
        return number.bitLength() > 128 ? null : new UUID(number.shiftRight(64).longValue(), number.longValue());
    }
}
