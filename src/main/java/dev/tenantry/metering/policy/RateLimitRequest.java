package dev.tenantry.metering.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.EndpointPattern;
import dev.tenantry.shared.web.FieldRule;

/**
 * A limit of one organization's own.
 *
 * @param endpointPattern absent: all endpoints of the resource
 * @param quotaMonthly    absent: as many as the windows come to
 * @param burst           how many at once; the rest of a window's are let through evenly. Absent: whenever they come
 * @param enabled         absent: it is
 */
record RateLimitRequest(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,59}", message = "a resource is called as in paths: contacts") String resourceType,
        @Size(min = 1, max = 1000) @Nullable String endpointPattern,
        @NotNull @Min(1) @Max(QuotaPolicyRequest.MOST) Integer maxRequests,
        @NotNull @Min(1) @Max(86_400) Integer windowSeconds,
        @Min(1) @Max(QuotaPolicyRequest.MOST) @Nullable Integer quotaMonthly,
        @Min(1) @Max(QuotaPolicyRequest.MOST) @Nullable Integer burst,
        @Nullable Boolean enabled) {

    @FieldRule(field = "burst", code = "too-many", message = "is at most maxRequests")
    boolean isBurstWithinTheWindow() {
        return burst == null || maxRequests == null || burst <= maxRequests;
    }

    @FieldRule(field = "quotaMonthly", code = "too-few", message = "is at least maxRequests")
    boolean isMonthAtLeastAWindow() {
        return quotaMonthly == null || maxRequests == null || maxRequests <= quotaMonthly;
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** What it covers. */
    String covered() {
        return endpointPattern == null ? EndpointPattern.allOf(resourceType) : endpointPattern;
    }
}
