package dev.tenantry.identity.mfa;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Second factors.
 *
 * @param totpEnabled      whether people may enrol generators of codes
 * @param phoneEnabled     whether people may have codes sent to their phones
 * @param webauthnEnabled  whether people may enrol security keys
 * @param maxFactors       how many a person may have
 * @param challengeLife    how long a challenge can be answered
 * @param attempts         how many answers to a challenge are evaluated
 * @param failureLimit     how many wrong answers a person may give within a quarter of an hour
 * @param smsInterval      how long it takes until another code is sent
 */
@ConfigurationProperties("tenantry.identity.mfa")
record MfaSettings(
        @DefaultValue("true") boolean totpEnabled,
        @DefaultValue("true") boolean phoneEnabled,
        @DefaultValue("true") boolean webauthnEnabled,
        @DefaultValue("10") int maxFactors,
        @DefaultValue("5m") Duration challengeLife,
        @DefaultValue("5") int attempts,
        @DefaultValue("20") int failureLimit,
        @DefaultValue("60s") Duration smsInterval) {

    boolean isEnabled(FactorType type) {
        return switch (type) {
            case TOTP -> totpEnabled;
            case PHONE -> phoneEnabled;
            case WEBAUTHN -> webauthnEnabled;
        };
    }
}
