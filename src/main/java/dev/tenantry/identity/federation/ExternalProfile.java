package dev.tenantry.identity.federation;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider tells of somebody who has just signed in there.
 *
 * @param provider {@code google}, or {@code sso:} and the id of an organization's provider
 * @param subject  what the provider calls the person, for good
 * @param data     what it tells besides
 */
public record ExternalProfile(
        String provider,
        String subject,
        @Nullable String email,
        boolean isEmailVerified,
        Map<String, Object> data) {

    /** How the providers of organizations are named, before their ids. */
    public static final String SSO = "sso:";

    boolean isSso() {
        return provider.startsWith(SSO);
    }
}
