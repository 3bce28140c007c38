package dev.tenantry.crm.googlecalendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What becomes of the events that came from a calendar at Google which is disconnected. */
enum Copies {

    /** They stay as they are. */
    KEEP,
    /** They go to the trash here. */
    TRASH;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    static Copies of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
