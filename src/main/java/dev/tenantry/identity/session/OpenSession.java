package dev.tenantry.identity.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.Location;

/**
 * A session as its person sees it.
 *
 * @param organizationId what it works in
 * @param isCurrent      whether it is the one that asks
 * @param device         {@code Firefox on Linux}, as far as its program tells
 * @param ipAddress      where it was begun
 * @param location       where that address is, as far as anybody knows today
 * @param aal            aal1, or aal2 after a second factor
 * @param methods        how the person signed in
 * @param lastUsedAt     when it last got an access token; such a token is good for an hour
 * @param expiresAt      when it ends unless it is used before
 */
record OpenSession(
        UUID id,
        UUID organizationId,
        boolean isCurrent,
        @Nullable String device,
        @Nullable String ipAddress,
        @Nullable Location location,
        String aal,
        List<String> methods,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
