package dev.tenantry.integrations.google;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the caller consents.
 *
 * @param credentialId what will be connected
 * @param url          to open in the caller's browser
 * @param state        what Google adds to the redirect URI, with {@code code}
 * @param expiresAt    until when the answer can be handed in
 */
record GoogleAuthorizationResponse(UUID credentialId, String url, String state, Instant expiresAt) {}
