package dev.tenantry.shared.signal;

import java.util.UUID;

/**
 * Somebody signed in unlike before, or came with what is somebody else's.
 *
 * @param isNewDevice   the device was not there before, and is none that its owner trusts
 * @param isNewNetwork  nobody has signed in to the account from the network before
 * @param isTokenReused a refresh token came back that had been exchanged long before
 */
public record UnusualSignIn(
        UUID userId,
        UUID sessionId,
        boolean isNewDevice,
        boolean isNewNetwork,
        boolean isTokenReused) {}
