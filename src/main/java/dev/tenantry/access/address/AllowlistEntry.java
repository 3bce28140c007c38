package dev.tenantry.access.address;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.shared.network.IpRange;

/**
 * An entry of the list.
 *
 * @param expiresAt  null: never
 * @param isApproved whether it lets somebody in until then
 * @param isProposed whether it would, or would for longer, if somebody approved that
 */
record AllowlistEntry(UUID id, IpRange range, @Nullable Instant expiresAt, boolean isApproved, boolean isProposed) {

    boolean isInForce(Instant now) {
        return isApproved && (expiresAt == null || expiresAt.isAfter(now));
    }

    /** Why it lets nobody in, where it is not in force. */
    DenialReason reason() {
        return isProposed ? DenialReason.ENTRY_PROPOSED : DenialReason.ENTRY_EXPIRED;
    }
}
