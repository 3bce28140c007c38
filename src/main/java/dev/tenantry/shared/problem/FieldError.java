package dev.tenantry.shared.problem;

import java.util.Comparator;

/**
 * What is wrong with one value of the request.
 *
 * @param field   the field's path, for example {@code inputs[2].properties.email}
 * @param code    the reason, for programs
 * @param message the reason, for people
 */
public record FieldError(String field, String code, String message) {

    /** By field, then code: validation finds faults in any order, and an answer is the same each time. */
    public static final Comparator<FieldError> ORDER = Comparator.comparing(FieldError::field)
            .thenComparing(FieldError::code);
}
