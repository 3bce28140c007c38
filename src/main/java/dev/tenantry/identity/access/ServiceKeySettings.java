package dev.tenantry.identity.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How backends administer accounts.
 *
 * @param serviceKey what they send as a bearer token, at least 32 characters; absent: they cannot
 */
@ConfigurationProperties("tenantry.identity")
record ServiceKeySettings(@Nullable String serviceKey) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "ServiceKeySettings";
    }
}
