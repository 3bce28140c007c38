package dev.tenantry.access.address;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far an entry of the list has come. */
enum EntryStatus {

    PROPOSED, APPROVED;

    boolean canTransitionTo(EntryStatus next) {
        return switch (this) {
            case PROPOSED -> next == APPROVED;
            // What would have it admit more than somebody else has seen is proposed beside it.
            case APPROVED -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EntryStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
