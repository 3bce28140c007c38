package dev.tenantry.notification.suppression;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What an address is not written to for. */
enum SuppressionScope {

    /** What needs consent. */
    MARKETING,
    /** Anything. */
    ALL;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
