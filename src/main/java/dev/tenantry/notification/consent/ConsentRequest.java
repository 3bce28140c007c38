package dev.tenantry.notification.consent;

import java.time.Instant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.record.Compared;

/**
 * What somebody has decided.
 *
 * @param purpose   absent: marketing
 * @param text      what the person was shown
 * @param source    where that was
 * @param decidedAt absent: now
 */
record ConsentRequest(
        @NotNull ContactChannel channel,
        @Compared @NotBlank @Size(max = 254) String address,
        @NotNull ConsentDecision status,
        @Nullable ConsentPurpose purpose,
        @Size(max = 4_000) @Nullable String text,
        @Size(max = 200) @Nullable String source,
        @Nullable Instant decidedAt) {}
