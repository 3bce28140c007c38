package dev.tenantry.notification.consent;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.web.Versioned;

/**
 * What somebody has decided.
 *
 * @param address   as it was stated
 * @param text      what the person was shown
 * @param source    where that was
 * @param createdBy who has recorded it, member or not
 */
record ConsentResponse(
        UUID id,
        ContactChannel channel,
        String address,
        ConsentPurpose purpose,
        ConsentDecision status,
        @Nullable String text,
        @Nullable String source,
        Instant decidedAt,
        @Nullable UUID createdBy,
        int version,
        Instant createdAt) implements Versioned {}
