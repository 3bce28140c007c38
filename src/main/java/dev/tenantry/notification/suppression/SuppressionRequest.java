package dev.tenantry.notification.suppression;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.record.Compared;

/**
 * Which address is not to be written to.
 *
 * @param reason absent: manual
 * @param scope  absent: all
 */
record SuppressionRequest(
        @NotNull ContactChannel channel,
        @Compared @NotBlank @Size(max = 254) String address,
        @Nullable SuppressionReason reason,
        @Nullable SuppressionScope scope,
        @Size(max = 1_000) @Nullable String note) {}
