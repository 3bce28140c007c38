package dev.tenantry.crm.imports;

/** The import is no longer this worker's: it was cancelled, deleted, or another worker took it over. */
final class LostClaimException extends RuntimeException {

    LostClaimException() {
        super("the claim to the import has been lost", null, false, false);
    }
}
