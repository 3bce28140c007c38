package dev.tenantry.shared.web;

import java.util.Collection;
import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.CamelCase;

/** Bean Validation's findings in the form of the problem catalogue. */
public final class Violations {

    private static final Pattern ELEMENT = Pattern
            .compile("\\.<(list element|iterable element|map value|map key)>|<K>(?=\\[)");

    private Violations() {}

    /** @throws ProblemException 422 where there are any */
    public static void check(Collection<? extends ConstraintViolation<?>> violations) {
        if (!violations.isEmpty()) {
            throw problem(violations);
        }
    }

    static ProblemException problem(Collection<? extends ConstraintViolation<?>> violations) {
        return ProblemException.invalid(violations.stream()
                .map(Violations::error)
                .sorted(FieldError.ORDER)
                .toList());
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        var constraint = violation.getConstraintDescriptor().getAnnotation();
        return constraint instanceof FieldRule rule
                ? new FieldError(beside(path(violation), rule.field()), rule.code(), violation.getMessage())
                : error(path(violation), constraint.annotationType().getSimpleName(), violation.getMessage());
    }

    /** {@code scopes[3]}, without the names that Bean Validation has for elements. */
    private static String path(ConstraintViolation<?> violation) {
        return ELEMENT.matcher(violation.getPropertyPath().toString()).replaceAll("");
    }

    /** {@code NotBlank} becomes {@code not-blank}. */
    static FieldError error(String field, @Nullable String constraint, @Nullable String message) {
        var code = constraint == null
                ? "invalid"
                : CamelCase.split(constraint, "-");
        return new FieldError(field, code, message == null ? "is not valid" : message);
    }

    /** What is checked across several fields has a name that no request has. */
    private static String beside(String check, String field) {
        return check.substring(0, check.lastIndexOf('.') + 1) + field;
    }
}
