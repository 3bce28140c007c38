package dev.tenantry.notification.suppression;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Why an address is not written to. */
enum SuppressionReason {

    UNSUBSCRIBED, BOUNCED, COMPLAINED, MANUAL;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
