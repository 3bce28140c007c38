package dev.tenantry.integrations.connection;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Whether an integration is in use. */
enum IntegrationStatus {

    /** Not connected so far. */
    PENDING,
    CONNECTED,
    /** Connected, and the other side fails at present. */
    ERROR, DISCONNECTED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(IntegrationStatus next) {
        return switch (this) {
            case PENDING, DISCONNECTED -> next == CONNECTED;
            case CONNECTED -> next == ERROR || next == DISCONNECTED;
            case ERROR -> next == CONNECTED || next == DISCONNECTED;
        };
    }

    /** Whether others ask it. */
    boolean isActive() {
        return this == CONNECTED || this == ERROR;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
