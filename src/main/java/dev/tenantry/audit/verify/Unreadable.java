package dev.tenantry.audit.verify;

/** Why it cannot be tried whether a log is as it was signed, which says nothing about the log. */
final class Unreadable extends RuntimeException {

    Unreadable(String message) {
        super(message, null, false, false);
    }
}
