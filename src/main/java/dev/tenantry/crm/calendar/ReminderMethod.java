package dev.tenantry.crm.calendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** By what somebody is reminded. */
enum ReminderMethod {

    EMAIL, WHATSAPP;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    static ReminderMethod of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
