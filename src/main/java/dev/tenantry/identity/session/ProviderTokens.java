package dev.tenantry.identity.session;

import org.jspecify.annotations.Nullable;

/** What an identity provider's own API is asked with, for whoever has just signed in through it. It is not kept. */
public record ProviderTokens(String accessToken, @Nullable String refreshToken) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "ProviderTokens";
    }
}
