package dev.tenantry.crm.calendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What an attendee said to an invitation. */
enum AttendeeAnswer {

    NEEDS_ACTION, ACCEPTED, DECLINED, TENTATIVE;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
