package dev.tenantry.crm.email.message;

import java.io.IOException;
import java.io.InputStream;

import dev.tenantry.shared.problem.ProblemException;

/** Looks at a header before anything takes it into memory. */
final class HeaderScan {

    private int read;
    private int lines;
    private int length;
    private boolean hasField;

    private HeaderScan() {}

    /** @throws ProblemException 400 where there is none; 413 */
    static void check(InputStream mail) throws IOException {
        var scan = new HeaderScan();
        for (var octet = mail.read(); octet >= 0 && scan.goesOn(octet); octet = mail.read()) {
            if (scan.read > MailBounds.HEADER || scan.lines > MailBounds.HEADER_LINES) {
                throw MailBounds.exceeded("a header of " + MailBounds.HEADER + " octets in " + MailBounds.HEADER_LINES
                        + " lines");
            }
        }
        if (!scan.hasField) {
            throw ProblemException.malformed("body", "this is no mail: it begins with no header");
        }
    }

    /** Whether it is not over with the octet: an empty line ends it. */
    private boolean goesOn(int octet) {
        read++;
        hasField |= octet == ':';
        if (octet == '\n') {
            if (length == 0) {
                return false;
            }
            lines++;
            length = 0;
        } else if (octet != '\r') {
            length++;
        }
        return true;
    }
}
