package dev.tenantry.crm.calendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Who sees an event: whoever may read events, or its owner alone, of whom colleagues know then that they are busy. */
enum EventVisibility {

    DEFAULT, PRIVATE;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
