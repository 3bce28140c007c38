package dev.tenantry.shared.http;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether requests pass a circuit: all, none, or one that tries. */
public enum CircuitState {

    CLOSED, OPEN, HALF_OPEN;

    private final String value = name().toLowerCase(Locale.ROOT).replace('_', '-');

    boolean canTransitionTo(CircuitState next) {
        return switch (this) {
            case CLOSED -> next == OPEN;
            case OPEN -> next == HALF_OPEN;
            case HALF_OPEN -> next != HALF_OPEN;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
