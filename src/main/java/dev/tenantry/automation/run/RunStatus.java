package dev.tenantry.automation.run;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a run stands. */
enum RunStatus {

    QUEUED, RUNNING, WAITING, PARKED, SUCCEEDED, FAILED, CANCELLED, REFUSED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
