package dev.tenantry.shared.web;

import java.util.Collection;
import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.CamelCase;

/** Bean Validation's findings in the form of the problem catalogue. */
final class Violations {

    private static final Pattern ELEMENT = Pattern
            .compile("\\.<(list element|iterable element|map value|map key)>|<K>(?=\\[)");

    private Violations() {}

    static ProblemException problem(Collection<? extends ConstraintViolation<?>> violations) {
        return ProblemException.invalid(violations.stream()
                .map(violation -> error(path(violation),
                        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName(),
                        violation.getMessage()))
                .sorted(FieldError.ORDER)
                .toList());
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
        return new FieldError("AssertTrue".equals(constraint) ? around(field) : field, code,
                message == null ? "is not valid" : message);
    }

    /** What is checked across several fields has a name that no request has: it is told of what they are fields of. */
    private static String around(String check) {
        return check.substring(0, Math.max(0, check.lastIndexOf('.')));
    }
}
