package dev.tenantry.crm.pipeline;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How much a forecast counts on a deal: what is won is closed, what is lost is omitted, and of what is open a stage or the deal says it. */
public enum ForecastCategory {

    PIPELINE, BEST_CASE, COMMIT, CLOSED, OMITTED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
