package dev.tenantry.identity.token;

import java.time.Instant;
import java.util.UUID;

/**
 * What a verified access token says. Whether it still holds is the database's to say.
 *
 * @param aal what the session proved when the token was made
 */
public record AccessToken(
        UUID userId,
        UUID organizationId,
        UUID sessionId,
        String aal,
        Instant expiresAt) {}
