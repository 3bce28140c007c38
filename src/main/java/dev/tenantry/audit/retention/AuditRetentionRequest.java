package dev.tenantry.audit.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * For how many days entries are kept that are written from now on, by their class; where it is absent, for as long as usual.
 *
 * @param transientDays  what was refused
 * @param standardDays   what was changed
 * @param securityDays   who got in, who may do what, what was set, and what administrators looked at
 * @param complianceDays what was handed out or told, acting as somebody else, and what is said of the log itself
 */
record AuditRetentionRequest(
        @Min(30) @Max(RetentionClass.LONGEST) @Nullable Integer transientDays,
        @Min(90) @Max(RetentionClass.LONGEST) @Nullable Integer standardDays,
        @Min(180) @Max(RetentionClass.LONGEST) @Nullable Integer securityDays,
        @Min(365) @Max(RetentionClass.LONGEST) @Nullable Integer complianceDays) {

    @Nullable
    Integer days(RetentionClass of) {
        return switch (of) {
            case TRANSIENT -> transientDays;
            case STANDARD -> standardDays;
            case SECURITY -> securityDays;
            case COMPLIANCE -> complianceDays;
        };
    }
}
