package dev.tenantry.crm.calendar;

import java.io.ByteArrayOutputStream;

/** The octets of a file. Lines may be folded within a character (RFC 5545, 3.1): there the fold comes behind it, so that lines stay as many. */
final class IcsOctets {

    private static final int NOT_FIRST_MASK = 0xC0;
    private static final int NOT_FIRST = 0x80;

    private final byte[] octets;

    private IcsOctets(byte[] octets) {
        this.octets = octets;
    }

    static byte[] unsplit(byte[] octets) {
        return new IcsOctets(octets).whole();
    }

    private byte[] whole() {
        var whole = new ByteArrayOutputStream(octets.length);
        var folds = new ByteArrayOutputStream();
        var at = 0;
        while (at < octets.length) {
            var behind = behindFold(at);
            if (isWithin(behind) && behind > at) {
                folds.write(octets, at, behind - at);
                at = behind;
            } else {
                if (!isWithin(at)) {
                    whole.writeBytes(folds.toByteArray());
                    folds.reset();
                }
                whole.write(octets[at]);
                at++;
            }
        }
        whole.writeBytes(folds.toByteArray());
        return whole.toByteArray();
    }

    /** Where the line goes on that is folded here; here where none is. */
    private int behindFold(int at) {
        var next = at;
        if (next < octets.length && octets[next] == '\r') {
            next++;
        }
        if (next < octets.length && octets[next] == '\n') {
            next++;
        }
        return next > at && next < octets.length && (octets[next] == ' ' || octets[next] == '\t') ? next + 1 : at;
    }

    /** Whether the octet is none that a character of UTF-8 begins with. */
    private boolean isWithin(int at) {
        return at < octets.length && (octets[at] & NOT_FIRST_MASK) == NOT_FIRST;
    }
}
