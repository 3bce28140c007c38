package dev.tenantry.crm.email.capture;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.tenantry.shared.crypto.Digests;

/**
 * What stands before the @ of an address: in whose organization it is, and 128 bits that nobody guesses; in digits and small letters, as mail
 * servers may change capitals. What is kept of it is its hash.
 */
record CaptureToken(UUID organizationId, String text) {

    private static final int RADIX = 36;
    private static final int DIGITS = 25;
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{" + DIGITS + "})[0-9a-z]{" + DIGITS + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static CaptureToken next(UUID organizationId) {
        var organization = ByteBuffer.allocate(BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits());
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new CaptureToken(organizationId, digits(organization.array()) + digits(secret));
    }

    /** Of what a mail is sent to; empty where it is of another form. */
    static Optional<CaptureToken> read(String local) {
        var text = local.toLowerCase(Locale.ROOT);
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var organization = new BigInteger(parts.group(1), RADIX);
        return organization.bitLength() > 8 * BYTES
                ? Optional.empty()
                : Optional.of(new CaptureToken(
                        new UUID(organization.shiftRight(Long.SIZE).longValue(), organization.longValue()), text));
    }

    private static String digits(byte[] bytes) {
        var digits = new BigInteger(1, bytes).toString(RADIX);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    String hash() {
        return Digests.fingerprint(text);
    }
}
