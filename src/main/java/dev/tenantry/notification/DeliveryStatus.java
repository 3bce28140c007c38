package dev.tenantry.notification;

import java.util.Arrays;
import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

/** Where something stands that is to be sent. */
public enum DeliveryStatus {

    /** Kept, where nothing is configured to send it by. */
    RECORDED,
    /** To be sent, or sent again. */
    PENDING,
    /** On its way: whoever carries it has taken it. */
    SENT,
    /** Given up. */
    FAILED,
    /** Sent to nobody, since none of its recipients may be written to. */
    SUPPRESSED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    public boolean canTransitionTo(DeliveryStatus next) {
        return switch (this) {
            case PENDING -> next == SENT || next == FAILED || next == SUPPRESSED;
            // Whoever asked for it asks again.
            case FAILED -> next != SENT;
            case RECORDED, SENT, SUPPRESSED -> false;
        };
    }

    /** Those that can become this one, as they are stored. */
    public String[] origins() {
        return Arrays.stream(values())
                .filter(status -> status.canTransitionTo(this))
                .map(DeliveryStatus::toString)
                .toArray(String[]::new);
    }

    public static DeliveryStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** As it is stored, and as clients are told. */
    @Override
    public String toString() {
        return value;
    }
}
