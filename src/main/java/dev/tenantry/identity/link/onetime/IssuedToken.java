package dev.tenantry.identity.link.onetime;

import dev.tenantry.shared.crypto.Secret;

/**
 * What is sent to somebody, and kept nowhere.
 *
 * @param token for a link
 * @param code  six digits, to be typed
 */
public record IssuedToken(Secret token, Secret code) {}
