package dev.tenantry.crm.booking;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Whether what was booked takes place. */
enum BookingStatus {

    CONFIRMED, CANCELLED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(BookingStatus next) {
        return switch (this) {
            case CONFIRMED -> next == CANCELLED;
            case CANCELLED -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
