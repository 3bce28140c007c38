package dev.tenantry.access.address;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpRange;

/** An entry of the list that lets somebody in. @param expiresAt null: never */
record AllowlistEntry(UUID id, IpRange range, @Nullable Instant expiresAt) {

    boolean isInForce(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }
}
