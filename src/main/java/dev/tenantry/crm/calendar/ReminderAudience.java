package dev.tenantry.crm.calendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Who of an event is reminded; of those who attend none that has declined. */
enum ReminderAudience {

    OWNER, ATTENDEES, EVERYBODY;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean hasOwner() {
        return this != ATTENDEES;
    }

    boolean hasAttendees() {
        return this != OWNER;
    }

    static ReminderAudience of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
