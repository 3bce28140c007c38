package dev.tenantry.identity.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import dev.tenantry.shared.crypto.Secret;

/**
 * How backends administer accounts.
 *
 * @param serviceKey what they send as a bearer token, at least 32 characters; absent: they cannot
 */
@ConfigurationProperties("tenantry.identity")
record ServiceKeySettings(@Nullable Secret serviceKey) {}
