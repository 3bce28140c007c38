package dev.tenantry.crm.googlecalendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Which way changes go: what changes at Google comes in, what changes here goes out. */
enum SyncDirection {

    BOTH, IN, OUT;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean takesIn() {
        return this != OUT;
    }

    boolean takesOut() {
        return this != IN;
    }

    static SyncDirection of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
