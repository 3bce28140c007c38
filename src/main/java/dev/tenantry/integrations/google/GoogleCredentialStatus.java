package dev.tenantry.integrations.google;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Whether Google can be asked in a member's name. */
enum GoogleCredentialStatus {

    /** The member has not consented so far. */
    PENDING,
    CONNECTED,
    /** Google takes the consent no more: the member, or Google, has ended it. */
    EXPIRED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(GoogleCredentialStatus next) {
        return switch (this) {
            case PENDING -> next == CONNECTED;
            case CONNECTED, EXPIRED -> next != PENDING;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
