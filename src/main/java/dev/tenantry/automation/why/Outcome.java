package dev.tenantry.automation.why;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What came of something that could have started a run. */
enum Outcome {

    STARTED, REFUSED, TURNED_AWAY, WAITING, FILTERED, NOT_MEANT, NOT_ACTIVE, NOT_DISPATCHED, NO_EVENT, FAILED,
    UNRECORDED;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
