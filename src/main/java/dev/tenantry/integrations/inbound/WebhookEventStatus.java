package dev.tenantry.integrations.inbound;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a message stands that was accepted, or signed and refused. */
enum WebhookEventStatus {

    PENDING, PROCESSED, FAILED, REFUSED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(WebhookEventStatus next) {
        return switch (this) {
            case PENDING -> next == PROCESSED || next == FAILED;
            case PROCESSED, FAILED -> next == PENDING;
            case REFUSED -> false;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
