package dev.tenantry.crm.imports;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Whether the rows are written, or everything but that. */
enum ImportMode {

    DRY_RUN, RUN;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
