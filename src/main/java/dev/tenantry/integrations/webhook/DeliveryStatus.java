package dev.tenantry.integrations.webhook;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a delivery stands. What has ended can be begun anew. */
enum DeliveryStatus {

    PENDING, SUCCEEDED, FAILED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(DeliveryStatus next) {
        return switch (this) {
            case PENDING -> next != PENDING;
            case SUCCEEDED, FAILED -> next == PENDING;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
