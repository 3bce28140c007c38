package dev.tenantry.crm.form.submission;

import java.util.regex.Pattern;

import dev.tenantry.shared.crypto.Digests;

/** A number that takes a browser a second to find and us one digest to check: the page's token and it have a SHA-256 that begins with zeros. */
public final class ProofOfWork {

    /** How many bits: some 30,000 digests. */
    public static final int BITS = 15;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    private ProofOfWork() {}

    static boolean isDone(PageToken token, String proof) {
        return NUMBER.matcher(proof).matches() && zeros(Digests.sha256(token.text() + ":" + proof)) >= BITS;
    }

    private static int zeros(byte[] digest) {
        var zeros = 0;
        for (var next : digest) {
            var unsigned = next & 0xff;
            if (unsigned != 0) {
                return zeros + Integer.numberOfLeadingZeros(unsigned) - (Integer.SIZE - Byte.SIZE);
            }
            zeros += Byte.SIZE;
        }
        return zeros;
    }
}
