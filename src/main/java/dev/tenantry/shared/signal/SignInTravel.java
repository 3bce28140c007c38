package dev.tenantry.shared.signal;

import java.util.UUID;

/** Somebody signed in, and had signed in before in another place, from which nobody gets there as fast. */
public record SignInTravel(UUID userId, UUID sessionId, long kilometres, long minutes) {}
