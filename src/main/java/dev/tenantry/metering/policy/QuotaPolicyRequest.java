package dev.tenantry.metering.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Scope;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a policy is to be.
 *
 * @param scope         absent: the organization
 * @param burst         how many at once; the rest of an hour's are let through evenly. Absent: whenever they come
 * @param active        absent: it is
 * @param appliesToRole absent: it applies whatever the role
 */
record QuotaPolicyRequest(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,59}", message = "a name has lower-case letters, digits and underscores, a letter first, and 60 characters at most") String policyName,
        @Size(max = 500) @Nullable String description,
        @NotNull @Size(min = 1, max = 1000) String endpointPattern,
        @Nullable Scope scope,
        @NotNull @Min(1) @Max(MOST) Integer maxRequestsPerHour,
        @NotNull @Min(1) @Max(MOST) Integer maxRequestsPerDay,
        @NotNull @Min(1) @Max(MOST) Integer maxRequestsPerMonth,
        @Min(1) @Max(MOST) @Nullable Integer burst,
        @Nullable Boolean active,
        @Size(min = 1, max = 100) @Nullable String appliesToRole) {

    static final int MOST = 1_000_000_000;

    @FieldRule(field = "burst", code = "too-many", message = "is at most maxRequestsPerHour")
    boolean isBurstWithinAnHour() {
        return burst == null || maxRequestsPerHour == null || burst <= maxRequestsPerHour;
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

    boolean isActive() {
        return active == null || active;
    }

    Scope counted() {
        return scope == null ? Scope.ORGANIZATION : scope;
    }
}
