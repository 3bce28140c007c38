package dev.tenantry.crm.opportunity;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a deal's amount is from: somebody states it, or it is what its lines come to before tax. */
enum AmountSource {

    MANUAL, LINE_ITEMS;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
