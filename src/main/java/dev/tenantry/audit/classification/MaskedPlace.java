package dev.tenantry.audit.classification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where values of a column are masked. */
enum MaskedPlace {

    /** The audit log does not have them. */
    AUDIT_STORAGE,
    /** Whoever reads the audit log is not shown them without the right to see personal data. */
    AUDIT_LOG,
    /** Lists of records as files do not have them. */
    RECORD_EXPORTS,
    /** Neither the application's log nor debug logs have one: they are found by their form, whatever the organization says of the column. */
    LOG_LINES;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
