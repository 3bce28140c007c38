package dev.tenantry.audit.export;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

import dev.tenantry.shared.work.JobState;

/** Where an export is. */
enum ExportStatus {

    /** Waits for its turn. */
    PENDING, PROCESSING, COMPLETED,
    /** Ended before its end, for a reason that it tells. */
    FAILED, CANCELLED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    static ExportStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    boolean canTransitionTo(ExportStatus next) {
        return switch (this) {
            case PENDING -> next == PROCESSING || next == FAILED || next == CANCELLED;
            case PROCESSING -> next == COMPLETED || next == FAILED || next == CANCELLED;
            // What it shows can be deleted for good.
            case COMPLETED -> next == FAILED;
            case FAILED, CANCELLED -> false;
        };
    }

    boolean isActive() {
        return canTransitionTo(CANCELLED);
    }

    JobState job() {
        return switch (this) {
            case PENDING -> JobState.QUEUED;
            case PROCESSING -> JobState.RUNNING;
            case COMPLETED -> JobState.COMPLETED;
            case FAILED -> JobState.FAILED;
            case CANCELLED -> JobState.CANCELLED;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
