package dev.tenantry.notification;

import java.util.UUID;

/**
 * A mail that has come back from one of its recipients.
 *
 * @param key          what addresses are equal by, of the recipient
 * @param isSuppressed whether the address is not written to any more since then
 */
public record Bounce(UUID mail, String key, BounceKind kind, boolean isSuppressed) {}
