package dev.tenantry.shared.time;

import java.time.DayOfWeek;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** A day of the week. */
public enum Weekday {

    MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY;

    public static Weekday of(DayOfWeek day) {
        return values()[day.ordinal()];
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
