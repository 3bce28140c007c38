package dev.tenantry.automation.expression;

import java.util.List;
import java.util.regex.Pattern;

import dev.cel.runtime.CelEvaluationException;

/** Why an evaluation failed, in plain words. The runtime's own tell the values, which are not for everybody who sees that it failed. */
final class Failures {

    private static final String UNKNOWN = "it cannot be worked out for such values";
    private static final String TIME = "this would be no time from the year 1 to 9999";
    private static final String INTEGER = "this is no whole number of 64 bits";

    private record Word(Pattern told, String said) {

        Word(String told, String said) {
            this(Pattern.compile(told, Pattern.DOTALL), said);
        }
    }

    /** The first one that is found. */
    private static final List<Word> WORDS = List.of(
            new Word("^Index out of bounds|^Function 'index_list'", "the list has no element of this number"),
            new Word("^/ by zero|^divide by zero|^modulus by zero", "what it is divided by is zero"),
            new Word("^Function '[a-z0-9_]*timestamp|^Timestamp|timestamp is out", TIME),
            new Word("^Function 'matches_", "the pattern cannot be understood"),
            new Word("^invalid duration|^Function '[a-z0-9_]*duration|^Duration",
                    "this is no duration such as 36h or 1h30m (in h, m, s and ms, without days), or none that long"),
            new Word("[Tt]ime-?zone|^Zone offset|^Invalid ID for|zone ID",
                    "this is no time zone such as Europe/Berlin"),
            new Word("^For input string|out of (u)?int range|out of range for (u)?int|out of unsigned integer range",
                    INTEGER),
            new Word("overflow|underflow|Overflow|^Function 'abs_", "the number would not fit into 64 bits"),
            new Word("^Type conversion error from 'string' to 'bool'", "this is neither true nor false"),
            new Word("^invalid UTF-8", "these bytes are no text"),
            new Word("^expected boolean value", "what is asked is neither true nor false"),
            new Word("^expected a list or a map", "only a list or an object is gone through"),
            new Word("^Error resolving field", "what stands before the name is no object"),
            new Word("^duplicate map key", "an object has each name once"),
            new Word("iteration", "a list is too long to be gone through"));
    private static final Pattern UNMATCHED = Pattern.compile(
            "^No matching overload for function '([A-Za-z_@!%*/+<>=?:\\[\\]&|-]+)'.*",
            Pattern.DOTALL);

    private Failures() {}

    /** @param message of the failure, without its place */
    static String told(Throwable failure, String message) {
        var refusal = Refusal.of(failure);
        if (refusal != null) {
            return refusal;
        }
        var unmatched = UNMATCHED.matcher(message);
        if (unmatched.matches()) {
            return Mismatches.name(unmatched.group(1)) + " does not go with such values";
        }
        return WORDS.stream()
                .filter(word -> word.told.matcher(message).find())
                .map(Word::said)
                .findFirst()
                .orElseGet(() -> failure instanceof CelEvaluationException evaluation ? ofKind(evaluation) : UNKNOWN);
    }

    private static String ofKind(CelEvaluationException failure) {
        return switch (failure.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "the object has nothing of this name";
            case BAD_FORMAT -> "this is not written as such a value is";
            case NUMERIC_OVERFLOW -> INTEGER;
            default -> UNKNOWN;
        };
    }
}
