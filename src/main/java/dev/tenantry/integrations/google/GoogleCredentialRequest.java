package dev.tenantry.integrations.google;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.tenantry.shared.crypto.Secret;

/**
 * What Google has added to the redirect URI.
 *
 * @param state as it was told when the authorization was begun
 * @param code  Google's word that the caller has consented; good once
 */
record GoogleCredentialRequest(@NotNull @Size(max = 100) Secret state, @NotNull @Size(max = 2000) Secret code) {}
