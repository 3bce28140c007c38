package dev.tenantry.integrations.inbound;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a message stands that was accepted. */
enum WebhookEventStatus {

    PENDING, PROCESSED, FAILED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(WebhookEventStatus next) {
        return switch (this) {
            case PENDING -> next != PENDING;
            case PROCESSED -> false;
            case FAILED -> next == PENDING;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
