package dev.tenantry.identity.session;

import java.util.UUID;

/**
 * The key to a session's next access token.
 *
 * @param counter how many tokens the session had before it
 */
record RefreshToken(UUID sessionId, long counter) {}
