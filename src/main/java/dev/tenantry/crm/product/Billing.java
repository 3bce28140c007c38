package dev.tenantry.crm.product;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How often a product is paid for. */
enum Billing {

    ONCE, RECURRING;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
