package dev.tenantry.access.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How far people have come with an event. */
enum SecurityEventStatus {

    OPEN, INVESTIGATING, RESOLVED, FALSE_POSITIVE;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    /** What is closed stays so: what comes after it is another event. */
    boolean canTransitionTo(SecurityEventStatus next) {
        return switch (this) {
            case OPEN -> next != OPEN;
            case INVESTIGATING -> next.isClosed();
            case RESOLVED, FALSE_POSITIVE -> false;
        };
    }

    boolean isClosed() {
        return this == RESOLVED || this == FALSE_POSITIVE;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
