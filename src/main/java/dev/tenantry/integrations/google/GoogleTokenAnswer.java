package dev.tenantry.integrations.google;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * What Google's token endpoint answers.
 *
 * @param access   what the API takes
 * @param lifetime of it
 * @param refresh  by which further ones are had; absent where the one before stays in force
 * @param account  whose it is; absent where the answer does not tell
 */
record GoogleTokenAnswer(Secret access, Duration lifetime, @Nullable Secret refresh, @Nullable GoogleAccount account) {}
