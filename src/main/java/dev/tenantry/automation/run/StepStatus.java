package dev.tenantry.automation.run;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a step stands that a run came to. */
public enum StepStatus {

    /** Something outside is about to be done, or under way. */
    RUNNING,
    /** It is a pause; of one that is shown, also that it waits for an answer or an event. */
    WAITING, RETRYING, SUCCEEDED, FAILED, CANCELLED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    public boolean canTransitionTo(StepStatus next) {
        return switch (this) {
            case RUNNING, RETRYING -> true;
            case WAITING -> next != RUNNING && next != WAITING;
            // The run is tried again, or the whole that it is a part of.
            case FAILED, CANCELLED -> next != CANCELLED;
            case SUCCEEDED -> false;
        };
    }

    /** As it is to be shown: the run waits for what the step has handed over to somebody, until they answer or the time is over. */
    public StepStatus within(RunStatus run) {
        return this == RUNNING && run == RunStatus.WAITING ? WAITING : this;
    }

    /** Whether it is over, unless the run is tried again. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    public static StepStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
