package dev.tenantry.crm.imports;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where an import is. */
enum ImportState {

    /** Without a mapping. */
    UPLOADED,
    /** Can be tried and run. */
    READY,
    /** Waits for a worker. */
    QUEUED, RUNNING, COMPLETED, CANCELLED,
    /** Ended before its last row, for a reason that it tells. */
    FAILED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(ImportState next) {
        return switch (this) {
            case UPLOADED -> next == READY;
            case READY, COMPLETED, CANCELLED, FAILED -> next == READY || next == QUEUED;
            case QUEUED -> next == RUNNING || next == CANCELLED || next == FAILED;
            case RUNNING -> next == COMPLETED || next == CANCELLED || next == FAILED;
        };
    }

    boolean isActive() {
        return this == QUEUED || this == RUNNING;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
