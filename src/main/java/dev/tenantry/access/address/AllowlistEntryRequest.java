package dev.tenantry.access.address;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.problem.ProblemException;

/**
 * An address, or a range of them, from which the organization may be reached.
 *
 * @param address   IPv4 or IPv6, or a range in CIDR; it stays the same for as long as there is the entry
 * @param active    absent: it is
 * @param expiresAt absent: it is for good
 */
record AllowlistEntryRequest(
        @NotBlank @Size(max = IpRange.LONGEST_TEXT) String address,
        @Size(max = 500) @Nullable String description,
        @Nullable Boolean active,
        @Nullable Instant expiresAt) {

    AllowlistEntryRequest {
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    boolean isActive() {
        return active == null || active;
    }

    /** @throws ProblemException 422 with the reason */
    IpRange range() {
        try {
            return AllowlistRange.parse(address);
        } catch (IllegalArgumentException fault) {
            throw ProblemException.invalid("address", "invalid-address", String.valueOf(fault.getMessage()));
        }
    }
}
