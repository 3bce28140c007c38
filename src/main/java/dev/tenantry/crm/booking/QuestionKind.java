package dev.tenantry.crm.booking;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a question is answered. */
enum QuestionKind {

    TEXT, PARAGRAPH, CHOICE, CONFIRMATION;

    /** What a confirmation is answered by. */
    static final String YES = "yes";

    int longest() {
        return switch (this) {
            case TEXT, CHOICE -> 500;
            case PARAGRAPH -> 2_000;
            case CONFIRMATION -> YES.length();
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
