package dev.tenantry.crm.form;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What an answer says of whoever gave it. */
public enum FieldTarget {

    NAME("name", 200), FIRST_NAME("given-name", 99), LAST_NAME("family-name", 99), EMAIL("email", 254),
    PHONE("tel", 50),
    COMPANY("organization", 200), WEBSITE("url", 2_000), JOB_TITLE("organization-title", 200), MESSAGE(null, 5_000);

    private final String value = name().toLowerCase(Locale.ROOT);
    private final @Nullable String autocomplete;

    private final int most;

    FieldTarget(@Nullable String autocomplete, int most) {
        this.autocomplete = autocomplete;
        this.most = most;
    }

    /** How many characters it may have: what becomes something is not refused then. */
    int most() {
        return most;
    }

    /** What browsers know it by, so that they fill it in; null where they do not know it. */
    public @Nullable String autocomplete() {
        return autocomplete;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
