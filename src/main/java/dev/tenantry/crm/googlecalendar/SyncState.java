package dev.tenantry.crm.googlecalendar;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What is being done about a calendar. */
enum SyncState {

    IDLE, SYNCING,
    /** The last attempt failed, for the reason that is told. It is tried again. */
    ERROR;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(SyncState next) {
        return switch (this) {
            case IDLE -> next == SYNCING;
            case SYNCING, ERROR -> true;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
