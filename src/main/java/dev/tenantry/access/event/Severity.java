package dev.tenantry.access.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How bad it would be. */
public enum Severity {

    LOW, MEDIUM, HIGH, CRITICAL;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
