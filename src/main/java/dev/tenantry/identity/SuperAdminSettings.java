package dev.tenantry.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import dev.tenantry.shared.crypto.Secret;

/**
 * The first administrator of the platform, made at start-up where there is no such account.
 *
 * @param password needed where the account is yet to be made
 */
@ConfigurationProperties("tenantry.super-admin")
record SuperAdminSettings(@Nullable String email, @Nullable Secret password) {}
