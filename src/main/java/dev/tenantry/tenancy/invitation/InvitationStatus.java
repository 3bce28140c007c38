package dev.tenantry.tenancy.invitation;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What has become of an invitation. */
enum InvitationStatus {

    PENDING, ACCEPTED, REVOKED, EXPIRED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    static InvitationStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** An invitation is answered once, and one that has expired can be sent again. */
    boolean canTransitionTo(InvitationStatus next) {
        return switch (this) {
            case PENDING -> true;
            case EXPIRED -> next != ACCEPTED;
            case ACCEPTED, REVOKED -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
