package dev.tenantry.access.address;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far an entry of the list has come. */
enum EntryStatus {

    PROPOSED, APPROVED;

    boolean canTransitionTo(EntryStatus next) {
        return switch (this) {
            case PROPOSED -> next == APPROVED;
            // Where it is to admit more than somebody else has seen.
            case APPROVED -> next == PROPOSED;
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
