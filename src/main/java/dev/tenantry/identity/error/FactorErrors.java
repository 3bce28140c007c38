package dev.tenantry.identity.error;

import java.util.Map;

import org.springframework.http.HttpStatus;

/** The errors that Supabase's clients know of second factors. */
public final class FactorErrors {

    private FactorErrors() {}

    public static AuthException notFound() {
        return of(HttpStatus.NOT_FOUND, "mfa_factor_not_found", "Factor not found");
    }

    public static AuthException challengeNotFound() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "mfa_factor_not_found",
                "MFA factor with the provided challenge ID not found");
    }

    public static AuthException nameConflict(String name) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "mfa_factor_name_conflict",
                "A factor with the friendly name \"" + name + "\" for this user already exists");
    }

    public static AuthException exists() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "mfa_verified_factor_exists",
                "A verified phone factor already exists, unenroll the existing factor to continue");
    }

    public static AuthException tooMany() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "too_many_enrolled_mfa_factors",
                "Maximum number of factors reached, unenroll to continue");
    }

    /** @param type totp, phone or webauthn */
    public static AuthException enrolDisabled(String type) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "mfa_" + type + "_enroll_not_enabled",
                "MFA enroll is disabled for " + type);
    }

    public static AuthException insufficientAal(String text) {
        return of(HttpStatus.FORBIDDEN, "insufficient_aal", text);
    }

    public static AuthException insufficientAalToUnenrol() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "insufficient_aal", "AAL2 required to unenroll verified factor");
    }

    public static AuthException verificationFailed(String text) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "mfa_verification_failed", text);
    }

    public static AuthException verificationRejected() {
        return of(HttpStatus.FORBIDDEN, "mfa_verification_rejected",
                "No more answers to this challenge are evaluated, create a new challenge");
    }

    public static AuthException challengeExpired() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "mfa_challenge_expired",
                "MFA challenge has expired, verify against another challenge or create a new challenge");
    }

    private static AuthException of(HttpStatus status, String code, String text) {
        return AuthException.of(status, code, text, Map.of());
    }
}
