package dev.tenantry.audit.seal;

/** What was sealed is not there, or another: nothing more is sealed behind it. */
class AlteredLogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AlteredLogException(String message) {
        super(message);
    }
}
