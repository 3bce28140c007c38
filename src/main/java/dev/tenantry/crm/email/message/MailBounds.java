package dev.tenantry.crm.email.message;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** What a mail may have. */
final class MailBounds {

    /** Octets of a header. */
    static final int HEADER = 262_144;
    static final int HEADER_LINES = 2_000;
    static final int PARTS = 1_000;
    static final int DEPTH = 20;
    static final int MAILBOXES = 1_000;
    static final int ATTACHMENTS = 500;
    /** Octets of all texts that are read: one that is beyond is an attachment. */
    static final int TEXT = 2_000_000;
    static final int REFERENCES = 100;
    static final int MESSAGE_ID = 998;
    static final int NOTICES = 20;

    private MailBounds() {}

    static ProblemException exceeded(String what) {
        return ProblemException.of(ProblemType.TOO_LARGE, "a mail may have " + what);
    }
}
