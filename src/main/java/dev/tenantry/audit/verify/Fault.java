package dev.tenantry.audit.verify;

/** What is not as it was signed. */
final class Fault extends RuntimeException {

    Fault(String message) {
        super(message, null, false, false);
    }
}
