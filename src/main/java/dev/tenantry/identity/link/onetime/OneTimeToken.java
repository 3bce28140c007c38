package dev.tenantry.identity.link.onetime;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A token that has just been used.
 *
 * @param relatesTo the address or number that it was sent to
 * @param flow      the flow that it continues; null where it yields a session
 */
public record OneTimeToken(UUID userId, TokenType type, String relatesTo, @Nullable UUID flow) {}
