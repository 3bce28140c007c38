package dev.tenantry.crm.form;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a form stands: visitors see what is published, and nothing else. */
enum FormStatus {

    DRAFT, PUBLISHED, ARCHIVED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(FormStatus next) {
        return switch (this) {
            case DRAFT -> next == PUBLISHED || next == ARCHIVED;
            case PUBLISHED -> next == DRAFT || next == ARCHIVED;
            case ARCHIVED -> next == DRAFT;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
