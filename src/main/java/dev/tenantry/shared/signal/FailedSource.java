package dev.tenantry.shared.signal;

import org.jspecify.annotations.Nullable;

/**
 * A network from which somebody could not sign in to an account: one address of IPv4, 64 bits of IPv6.
 *
 * @param address   the newest of it
 * @param userAgent what the client said of itself then
 * @param isKnown   whether somebody signed in to the account from there before
 */
public record FailedSource(String address, @Nullable String userAgent, int failures, boolean isKnown) {}
