package dev.tenantry.automation.agent;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What became of an execution of an agent. */
enum ExecutionStatus {

    RUNNING, SUCCEEDED, FAILED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(ExecutionStatus next) {
        return switch (this) {
            case RUNNING -> next != RUNNING;
            case SUCCEEDED, FAILED -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
