package dev.tenantry.crm.form;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a consent of a form is for: marketing, by which the address is written to, or terms, of which the submission alone tells. */
public enum ConsentKind {

    MARKETING, TERMS;

    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
