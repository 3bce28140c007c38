package dev.tenantry.automation.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Says in plain words what an operator or a function does not take, and what it does. */
final class Mismatches {

    private static final Pattern MISMATCH = Pattern.compile(
            "found no matching overload for '(?<name>[^']+)' applied to '(?:(?<target>.*)\\.)?\\((?<values>.*?)\\)'(?: \\(candidates: (?<candidates>.*)\\))?",
            Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("[^A-Za-z]*_.*|@in");
    private static final int MOST_CANDIDATES = 5;
    private static final String TEXT = "a text";
    private static final String TIME = "a time";
    private static final String DURATION = "a duration";
    private static final String LIST = "a list";
    private static final String OBJECT = "an object";
    private static final Map<String, String> WORDS = Map.of("string", TEXT, "int", "a whole number", "uint",
            "a whole number", "double", "a number", "decimal", "a number", "bool", "true or false", "null", "nothing",
            "google.protobuf.Timestamp", TIME, "google.protobuf.Duration", DURATION, "dyn", "anything");

    private Mismatches() {}

    /** Null where it is something else that is wrong. */
    static @Nullable String told(String message) {
        var undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return "there is neither a name nor a function " + undeclared.group(1) + " here";
        }
        var undefined = UNDEFINED.matcher(message);
        if (undefined.matches()) {
            return "there is no " + undefined.group(1) + " in what stands before it";
        }
        var mismatch = MISMATCH.matcher(message);
        if (!mismatch.matches()) {
            return null;
        }
        var name = mismatch.group("name");
        var values = words(mismatch.group("values"));
        if (OPERATOR.matcher(name).matches()) {
            var operator = operator(name);
            return operator + " does not go with " + String.join(" and ", values) + hint(operator, values);
        }
        var target = mismatch.group("target");
        var of = target == null ? "" : " of " + word(target);
        return name + of + " does not take (" + String.join(", ", values) + ")"
                + candidates(mismatch.group("candidates"));
    }

    /** Of an operator or a function, as it is written. */
    static String name(String name) {
        return OPERATOR.matcher(name).matches() ? operator(name) : name;
    }

    private static String operator(String name) {
        return name.equals("@in") ? "in" : name.replace("_", name.equals("_?_:_") ? " " : "").strip();
    }

    private static String hint(String operator, List<String> values) {
        if (values.contains(TIME) && values.contains(TEXT)) {
            return ": a day is a text, and date(opportunity.expectedCloseOn) the time at which it begins";
        }
        if (values.contains(DURATION)) {
            return ": a duration is written as duration('36h')";
        }
        if (operator.equals("+") && values.contains(TEXT)) {
            return ": texts are put together by ['a', 'b'].join(' ')";
        }
        if (operator.equals("in") && values.getLast().equals(TEXT)) {
            return ": a text is asked by contains('…')";
        }
        return values.contains(OBJECT) ? ": name one of the object's members, such as amount" : "";
    }

    private static String candidates(@Nullable String stated) {
        if (stated == null) {
            return "";
        }
        var taken = split(stated).stream()
                .map(Mismatches::candidate)
                .distinct()
                .limit(MOST_CANDIDATES)
                .collect(Collectors.joining(" or "));
        return ", but " + taken;
    }

    /** {@code string.(int)}, {@code (string,int)}. */
    private static String candidate(String stated) {
        var from = stated.indexOf('(');
        var to = stated.lastIndexOf(')');
        if (from < 0 || to < from) {
            return stated;
        }
        var target = stated.substring(0, from).replace(".", "").isBlank()
                ? ""
                : "of " + word(stated.substring(0, from).replaceFirst("\\.$", "")) + " ";
        return target + "(" + String.join(", ", words(stated.substring(from + 1, to))) + ")";
    }

    private static List<String> words(String types) {
        return split(types).stream().map(Mismatches::word).toList();
    }

    private static String word(String type) {
        var bare = type.strip().replaceFirst("^wrapper\\((.*)\\)$", "$1");
        return bare.startsWith("list(") ? LIST : WORDS.getOrDefault(bare, OBJECT);
    }

    /** At commas that stand within no parentheses. */
    private static List<String> split(String types) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var from = 0;
        for (var at = 0; at < types.length(); at++) {
            switch (types.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(types.substring(from, at));
                        from = at + 1;
                    }
                }
                default -> {
                }
            }
        }
        if (!types.isBlank()) {
            parts.add(types.substring(from));
        }
        return parts;
    }
}
