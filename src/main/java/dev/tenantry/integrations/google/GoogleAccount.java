package dev.tenantry.integrations.google;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who has consented, and to what.
 *
 * @param subject what Google names the account for ever
 * @param scopes  what the member has granted, which may be less than was asked for
 */
record GoogleAccount(String subject, @Nullable String email, List<String> scopes) {}
