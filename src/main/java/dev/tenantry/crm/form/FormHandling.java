package dev.tenantry.crm.form;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of what is sent: it is kept and nothing more, becomes a lead, or a lead that is converted at once. */
public enum FormHandling {

    KEEP, LEAD, CONVERT;

    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
