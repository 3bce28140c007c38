package dev.tenantry.crm.imports.csv;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the values of a column have in common. */
public enum ColumnType {

    EMPTY, BOOLEAN, INTEGER, DECIMAL, DATE, EMAIL, TEXT;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
