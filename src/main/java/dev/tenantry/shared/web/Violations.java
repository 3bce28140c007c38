package dev.tenantry.shared.web;

import java.util.Collection;
import java.util.Locale;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Bean Validation's findings in the form of the problem catalogue. */
final class Violations {

    private Violations() {}

    static ProblemException problem(Collection<? extends ConstraintViolation<?>> violations) {
        return ProblemException.invalid(violations.stream()
                .map(violation -> error(violation.getPropertyPath().toString(),
                        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName(),
                        violation.getMessage()))
                .sorted(FieldError.ORDER)
                .toList());
    }

    /** {@code NotBlank} becomes {@code not-blank}. */
    static FieldError error(String field, @Nullable String constraint, @Nullable String message) {
        var code = constraint == null
                ? "invalid"
                : constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return new FieldError(field, code, message == null ? "is not valid" : message);
    }
}
