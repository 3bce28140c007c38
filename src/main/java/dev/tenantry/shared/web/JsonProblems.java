package dev.tenantry.shared.web;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import dev.tenantry.shared.problem.Causes;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.text.KnownNames;

/** Says where a JSON body departs from what was expected, without repeating what it says there. */
public final class JsonProblems {

    private JsonProblems() {}

    static ProblemException translate(HttpMessageNotReadableException unreadable) {
        return Causes.find(unreadable, JacksonException.class)
                .map(JsonProblems::translate)
                .or(() -> Causes.find(unreadable, ProblemException.class))
                .orElseGet(() -> ProblemException.malformed("", "a JSON body is required"));
    }

    /** What a value's own class says of it goes before what Jackson says. */
    public static ProblemException translate(JacksonException failure) {
        return Causes.find(failure, ProblemException.class).orElseGet(() -> told(failure));
    }

    private static ProblemException told(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                ProblemException.unknown(JsonPaths.of(failure.getPath()), unknown(unknown));
            case InvalidFormatException invalid -> mismatch(failure, invalid.getTargetType());
            case MismatchedInputException mismatch -> mismatch(failure, mismatch.getTargetType());
            case StreamConstraintsException _ ->
                ProblemException.of(ProblemType.TOO_LARGE, "the body exceeds a limit of length or depth");
            default -> ProblemException.malformed(JsonPaths.of(failure.getPath()), at(failure));
        };
    }

    private static String unknown(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds();
        return known == null || known.isEmpty()
                ? "there is no such field"
                : "there is no such field, but "
                        + KnownNames.like(unknown.getPropertyName(),
                                known.stream().map(Object::toString).sorted().toList());
    }

    private static ProblemException mismatch(JacksonException failure, @Nullable Class<?> type) {
        var expected = type == null ? "another type" : expected(type);
        var reason = "this must be " + expected;
        return ProblemException.of(ProblemType.MALFORMED, reason,
                List.of(new FieldError(JsonPaths.of(failure.getPath()), "type-mismatch", reason)));
    }

    /** In words. */
    static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number within the range";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a number";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a string";
            case "Boolean", "boolean" -> "true or false";
            case "Instant", "OffsetDateTime" ->
                "a time of RFC 3339 with seconds, at most six decimals and an offset, in the years 0001 to 9999";
            case "LocalDate" -> "a date, YYYY-MM-DD, in the years 0001 to 9999";
            case "UUID" -> "a UUID";
            case "Duration" -> "a duration of ISO 8601, such as P1D or PT30M";
            case "List", "ArrayList", "Set" -> "an array";
            default -> "an object";
        };
    }

    private static String at(JacksonException failure) {
        var location = failure.getLocation();
        return location == null
                ? "this is not JSON"
                : "this is not JSON, at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
