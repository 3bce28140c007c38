package dev.tenantry.automation.agent;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What an agent is at. */
enum AgentStatus {

    IDLE, RUNNING,
    /** It could not look the last time. */
    ERROR;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(AgentStatus next) {
        return switch (this) {
            case IDLE, ERROR -> next == RUNNING;
            case RUNNING -> next != RUNNING;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
