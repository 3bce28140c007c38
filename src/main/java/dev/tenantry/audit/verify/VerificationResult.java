package dev.tenantry.audit.verify;

/**
 * What became of a bundle's verification.
 *
 * @param message one line for people; where it is refuted it names the first entry that is not what was signed
 */
public record VerificationResult(Outcome outcome, String message) {

    public enum Outcome {
        VERIFIED, REFUTED,
        /** There is no bundle, or nothing to compare it with. */
        UNTRIED
    }

    public boolean isVerified() {
        return outcome == Outcome.VERIFIED;
    }
}
