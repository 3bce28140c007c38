package dev.tenantry.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first administrator of the platform, made at start-up where there is no such account.
 *
 * @param password needed where the account is yet to be made
 */
@ConfigurationProperties("tenantry.super-admin")
record SuperAdminSettings(@Nullable String email, @Nullable String password) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "SuperAdminSettings";
    }
}
