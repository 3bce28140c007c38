package dev.tenantry.identity.account;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A way to sign in that an account is to have.
 *
 * @param provider   {@code email}, {@code phone}, the name of an identity provider, or {@code sso:} and its id
 * @param providerId what the provider calls the person; null: the account's own id
 * @param data       what the provider tells of the person
 */
public record NewIdentity(String provider, @Nullable String providerId, Map<String, Object> data) {}
