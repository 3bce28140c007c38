package dev.tenantry.automation.why;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where it can end before there is a run, in this order. */
enum StageName {

    DISPATCH, ACTIVE, EVENT, DATE, FILTER, ADMISSION, RUN;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
