package dev.tenantry.metering.policy;

import java.time.Instant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/**
 * Other numbers of a policy for an organization; of those that are absent the policy's hold.
 *
 * @param burst     as many as in an hour, or more: whenever they come
 * @param expiresAt absent: it is for good
 */
record QuotaOverrideRequest(
        @Min(1) @Max(QuotaPolicyRequest.MOST) @Nullable Integer maxRequestsPerHour,
        @Min(1) @Max(QuotaPolicyRequest.MOST) @Nullable Integer maxRequestsPerDay,
        @Min(1) @Max(QuotaPolicyRequest.MOST) @Nullable Integer maxRequestsPerMonth,
        @Min(1) @Max(QuotaPolicyRequest.MOST) @Nullable Integer burst,
        @NotBlank @Size(max = 500) String reason,
        @Nullable Instant expiresAt) {

    @FieldRule(field = "maxRequestsPerHour", code = "required", message = "one at least of maxRequestsPerHour, maxRequestsPerDay, maxRequestsPerMonth and burst is stated")
    boolean isAboutAnything() {
        return maxRequestsPerHour != null || maxRequestsPerDay != null || maxRequestsPerMonth != null
                || burst != null;
    }

    @FieldRule(field = "maxRequestsPerDay", code = "too-few", message = "is at least maxRequestsPerHour")
    boolean isDayAtLeastAnHour() {
        return maxRequestsPerHour == null || maxRequestsPerDay == null || maxRequestsPerHour <= maxRequestsPerDay;
    }

    @FieldRule(field = "maxRequestsPerMonth", code = "too-few", message = "is at least maxRequestsPerHour and maxRequestsPerDay")
    boolean isMonthAtLeastADay() {
        return maxRequestsPerMonth == null
                || (maxRequestsPerHour == null || maxRequestsPerHour <= maxRequestsPerMonth)
                        && (maxRequestsPerDay == null || maxRequestsPerDay <= maxRequestsPerMonth);
    }
}
