package dev.tenantry.identity.mfa;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How somebody's second factors stand.
 *
 * @param isEnabled            whether there is one that was verified
 * @param method               what it is: totp, sms or authenticator_app
 * @param backupCodesRemaining how many have not been used
 * @param lastVerifiedAt       when a second factor was last used
 * @param isEnforcedByPolicy   whether an organization of the person's demands one
 */
record SecondFactorResponse(
        boolean isEnabled,
        String method,
        int backupCodesRemaining,
        @Nullable Instant lastVerifiedAt,
        boolean isEnforcedByPolicy) {}
