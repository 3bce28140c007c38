package dev.tenantry.shared.problem;

import java.util.Comparator;

import dev.tenantry.shared.text.Texts;

/**
 * What is wrong with one value of the request.
 *
 * @param field   the field's path, for example {@code inputs[2].properties.email}
 * @param code    the reason, for programs
 * @param message the reason, for people
 */
public record FieldError(String field, String code, String message) {

    private static final int MAX_FIELD = 300;
    private static final int MAX_MESSAGE = 1_000;

    /** Names and messages can have been sent, and an answer repeats no more of them than helps. */
    public FieldError {
        field = Texts.shown(field, MAX_FIELD);
        message = Texts.shown(message, MAX_MESSAGE);
    }

    /** What is said of it in a sentence: a fault of all fields together has no field's name before it. */
    public String sentence() {
        return field.isEmpty() ? message : field + ": " + message;
    }

    /** By field, then code: validation finds faults in any order, and an answer is the same each time. */
    public static final Comparator<FieldError> ORDER = Comparator.comparing(FieldError::field)
            .thenComparing(FieldError::code);
}
