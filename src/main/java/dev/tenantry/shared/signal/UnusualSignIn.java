package dev.tenantry.shared.signal;

import java.util.UUID;

/**
 * Somebody signed in unlike before, or came with what is somebody else's.
 *
 * @param isNewDevice    the device was not there before, and is none that its owner trusts
 * @param isUnusualPlace nobody signs in to the account from there, or gets there as fast
 * @param isTokenReused  a refresh token came back that had been exchanged long before
 */
public record UnusualSignIn(
        UUID userId,
        UUID sessionId,
        boolean isNewDevice,
        boolean isUnusualPlace,
        boolean isTokenReused) {}
