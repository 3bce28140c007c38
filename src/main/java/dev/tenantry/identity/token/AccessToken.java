package dev.tenantry.identity.token;

import java.time.Instant;
import java.util.UUID;

/** What a verified access token says. Whether it still holds is the database's to say. */
public record AccessToken(UUID userId, UUID organizationId, UUID sessionId, Instant expiresAt) {}
