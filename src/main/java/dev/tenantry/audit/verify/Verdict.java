package dev.tenantry.audit.verify;

/**
 * What became of a bundle's verification.
 *
 * @param message one line for people; where it is not verified it names the first entry that is not what was signed
 */
public record Verdict(boolean isVerified, String message) {}
