package dev.tenantry.integrations.inbound;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Who tells us something. */
enum EventSource {

    STRIPE,
    /** What a workflow's address is told. */
    CUSTOM;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
