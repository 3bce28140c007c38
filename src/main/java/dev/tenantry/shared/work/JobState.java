package dev.tenantry.shared.work;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a background job is, whatever its kind. */
public enum JobState {

    /** Waits for its turn. */
    QUEUED, RUNNING, COMPLETED,
    /** Ended before its end, for a reason that it tells. */
    FAILED, CANCELLED;

    public boolean isEnd() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }

    public static JobState of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
