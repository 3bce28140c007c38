package dev.tenantry.audit.classification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How sensitive what a column has is, the least first. */
public enum Sensitivity {

    PUBLIC, INTERNAL, CONFIDENTIAL, PII, RESTRICTED, PCI;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }

    /** The least that an organization may make of it: one level less, and nothing less of secrets and of cards. */
    Sensitivity floor() {
        return switch (this) {
            case PUBLIC, INTERNAL -> PUBLIC;
            case CONFIDENTIAL -> INTERNAL;
            case PII -> CONFIDENTIAL;
            case RESTRICTED -> RESTRICTED;
            case PCI -> PCI;
        };
    }

    boolean isLessThan(Sensitivity other) {
        return compareTo(other) < 0;
    }

    /** Whether its values are kept in their column and nowhere else. */
    boolean isKeptApart() {
        return this == RESTRICTED || this == PCI;
    }

    /** Whether its values are shown to those alone who may see personal data. */
    boolean isPersonal() {
        return this == PII || isKeptApart();
    }

    /** What stands in the place of a value. */
    String mask() {
        return "[" + value + "]";
    }
}
