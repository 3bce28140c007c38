package dev.tenantry.identity.apikey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How often a key is to be replaced by another. A key that is due goes on working: that it is due is shown. */
enum RotationPolicy {

    MANUAL("manual", 0), MONTHLY("30-days", 30), QUARTERLY("90-days", 90), HALF_YEARLY("180-days",
            180),
    YEARLY("365-days", 365);

    private final String code;
    private final int days;

    RotationPolicy(String code, int days) {
        this.code = code;
        this.days = days;
    }

    @JsonCreator
    static RotationPolicy of(String code) {
        return Arrays.stream(values())
                .filter(policy -> policy.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such rotation policy"));
    }

    /** Null where nothing is due by itself. */
    @Nullable
    Instant nextAfter(Instant rotation) {
        return days == 0 ? null : rotation.plus(days, ChronoUnit.DAYS);
    }

    @JsonValue
    @Override
    public String toString() {
        return code;
    }
}
