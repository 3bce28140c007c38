package dev.tenantry.crm.form;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What an answer says of whoever gave it, or of the deal that is made with them. */
public enum FieldTarget {

    NAME("name", 200), FIRST_NAME("given-name", 99), LAST_NAME("family-name", 99), EMAIL("email", 254),
    PHONE("tel", 50),
    COMPANY("organization", 200), WEBSITE("url", 2_000), JOB_TITLE("organization-title", 200), MESSAGE(null, 5_000),
    OPPORTUNITY_NAME(null, 200), OPPORTUNITY_AMOUNT(null, 30), OPPORTUNITY_PRODUCT(null, 200),
    OPPORTUNITY_EXPECTED_CLOSE_ON(null, 10);

    private final String value = name().toLowerCase(Locale.ROOT);
    private final @Nullable String autocomplete;

    private final int most;

    FieldTarget(@Nullable String autocomplete, int most) {
        this.autocomplete = autocomplete;
        this.most = most;
    }

    boolean isOfDeal() {
        return switch (this) {
            case OPPORTUNITY_NAME, OPPORTUNITY_AMOUNT, OPPORTUNITY_PRODUCT, OPPORTUNITY_EXPECTED_CLOSE_ON -> true;
            case NAME, FIRST_NAME, LAST_NAME, EMAIL, PHONE, COMPANY, WEBSITE, JOB_TITLE, MESSAGE -> false;
        };
    }

    /** Whether a lead that has it is somebody. */
    boolean isTelling() {
        return switch (this) {
            case NAME, FIRST_NAME, LAST_NAME, EMAIL, PHONE, COMPANY -> true;
            case WEBSITE, JOB_TITLE, MESSAGE, OPPORTUNITY_NAME, OPPORTUNITY_AMOUNT, OPPORTUNITY_PRODUCT,
                    OPPORTUNITY_EXPECTED_CLOSE_ON ->
                false;
        };
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
