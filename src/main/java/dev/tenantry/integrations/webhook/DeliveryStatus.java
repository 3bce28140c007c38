package dev.tenantry.integrations.webhook;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a delivery stands. What has ended can be begun anew. */
enum DeliveryStatus {

    PENDING, SUCCEEDED, FAILED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
