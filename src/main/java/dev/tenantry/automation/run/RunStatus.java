package dev.tenantry.automation.run;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a run stands. */
public enum RunStatus {

    QUEUED, RUNNING, WAITING, PARKED, SUCCEEDED, FAILED, CANCELLED,
    /** Its cause had begun too many: it can begin after all. */
    REFUSED,
    /** Its workflow's enrolment let it not in, and whoever asked for it is told so. */
    TURNED_AWAY;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    public boolean canTransitionTo(RunStatus next) {
        return switch (this) {
            case QUEUED, RUNNING, WAITING -> next != QUEUED && next != REFUSED && next != TURNED_AWAY;
            case PARKED -> next == QUEUED || next == CANCELLED;
            case FAILED -> next == QUEUED;
            case REFUSED -> next == QUEUED;
            case SUCCEEDED, CANCELLED, TURNED_AWAY -> false;
        };
    }

    /** Whether a run goes on where it stands, once somebody has it do so. */
    public boolean isStuck() {
        return canTransitionTo(QUEUED) && this != REFUSED;
    }

    /** Those that are, as they are stored. */
    public static String[] stuck() {
        return Arrays.stream(values()).filter(RunStatus::isStuck).map(RunStatus::toString).toArray(String[]::new);
    }

    /** Those that can become this one, as they are stored. */
    public String[] origins() {
        return Arrays.stream(values())
                .filter(status -> status.canTransitionTo(this))
                .map(RunStatus::toString)
                .toArray(String[]::new);
    }

    /** Those that a run is over with, as they are stored. */
    public static String[] ends() {
        return Arrays.stream(values()).filter(RunStatus::isEnd).map(RunStatus::toString).toArray(String[]::new);
    }

    /** Whether the run is over, unless somebody tries it again. */
    public boolean isEnd() {
        return switch (this) {
            case QUEUED, RUNNING, WAITING, PARKED -> false;
            case SUCCEEDED, FAILED, CANCELLED, REFUSED, TURNED_AWAY -> true;
        };
    }

    /** Whether nothing of it has been carried out, and nothing is. */
    public boolean isUnbegun() {
        return this == REFUSED || this == TURNED_AWAY;
    }

    public static RunStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
