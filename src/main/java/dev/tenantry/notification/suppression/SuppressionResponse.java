package dev.tenantry.notification.suppression;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.web.Versioned;

/**
 * An address that is not written to.
 *
 * @param address   as it was stated
 * @param createdBy who has stated it, member or not; absent: whose address it is
 */
record SuppressionResponse(
        UUID id,
        ContactChannel channel,
        String address,
        SuppressionReason reason,
        SuppressionScope scope,
        @Nullable String note,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt) implements Versioned {}
