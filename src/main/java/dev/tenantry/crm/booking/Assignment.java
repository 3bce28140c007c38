package dev.tenantry.crm.booking;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Who of several is booked: one of those who are free, or all of them together. */
enum Assignment {

    ROUND_ROBIN, COLLECTIVE;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
