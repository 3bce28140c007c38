package dev.tenantry.access.address;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far an entry of the list has come. */
enum AllowlistEntryStatus {

    PROPOSED, APPROVED;

    boolean canTransitionTo(AllowlistEntryStatus next) {
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

    static AllowlistEntryStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
