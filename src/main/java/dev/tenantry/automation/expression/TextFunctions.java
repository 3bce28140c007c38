package dev.tenantry.automation.expression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import com.google.common.base.Ascii;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;

/**
 * What CEL's extension for strings has, and {@code lower}, {@code upper}, {@code date} and {@code day}. Places are counted in code points. How long a result would be is asked before it is made.
 */
@SuppressWarnings("Immutable")
final class TextFunctions {

    /** Of what a text is split into. */
    static final int MOST_PARTS = 1_000;

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType NUMBER = SimpleType.INT;
    private static final CelType TEXTS = ListType.create(TEXT);
    private static final CelType LIST = ListType.create(SimpleType.DYN);
    private static final List<Function> ALL = List.of(
            ofText("trim", String::strip),
            ofText("lower", TextFunctions::lower),
            ofText("upper", text -> text.toUpperCase(Locale.ROOT)),
            ofText("lowerAscii", Ascii::toLowerCase),
            ofText("upperAscii", Ascii::toUpperCase),
            member("replace", TEXT, values -> replaced(text(values, 0), text(values, 1), text(values, 2), -1), TEXT,
                    TEXT, TEXT),
            member("replace", TEXT,
                    values -> replaced(text(values, 0), text(values, 1), text(values, 2), number(values, 3)), TEXT,
                    TEXT,
                    TEXT, NUMBER),
            member("split", TEXTS, values -> parts(text(values, 0), text(values, 1), -1), TEXT, TEXT),
            member("split", TEXTS, values -> parts(text(values, 0), text(values, 1), number(values, 2)), TEXT, TEXT,
                    NUMBER),
            member("join", TEXT, values -> joined((List<?>) values[0], ""), LIST),
            member("join", TEXT, values -> joined((List<?>) values[0], text(values, 1)), LIST, TEXT),
            member("substring", TEXT, values -> part(text(values, 0), number(values, 1), Long.MAX_VALUE), TEXT, NUMBER),
            member("substring", TEXT, values -> part(text(values, 0), number(values, 1), number(values, 2)), TEXT,
                    NUMBER, NUMBER),
            member("charAt", TEXT, values -> character(text(values, 0), number(values, 1)), TEXT, NUMBER),
            member("indexOf", NUMBER, values -> index(text(values, 0), text(values, 1), 0), TEXT, TEXT),
            member("indexOf", NUMBER, values -> index(text(values, 0), text(values, 1), number(values, 2)), TEXT, TEXT,
                    NUMBER),
            new Function(Times.DATE, false, SimpleType.TIMESTAMP, List.of(TEXT), values -> Times.day(text(values, 0))),
            new Function(Times.DAY_OF, false, TEXT, List.of(SimpleType.TIMESTAMP),
                    values -> Times.dayOf((Instant) values[0], 0)),
            new Function(Times.DAY_OF, false, TEXT, List.of(SimpleType.TIMESTAMP, NUMBER),
                    values -> Times.dayOf((Instant) values[0], number(values, 1))));

    private TextFunctions() {}

    /** One letter for each: İ alone would become two, an i and a mark, and so nothing that its lower case is equal to elsewhere. */
    private static String lower(String text) {
        return text.replace('İ', 'i').toLowerCase(Locale.ROOT);
    }

    private record Function(
            String name,
            boolean isMember,
            CelType result,
            List<CelType> parameters,
            CelFunctionOverload operation) {

        private CelOverloadDecl overload() {
            return isMember
                    ? CelOverloadDecl.newMemberOverload(id(), result, parameters)
                    : CelOverloadDecl.newGlobalOverload(id(), result, parameters);
        }

        private CelFunctionBinding binding() {
            return CelFunctionBinding.from(id(), parameters.stream().<Class<?>>map(Function::values).toList(),
                    operation);
        }

        private String id() {
            return "text_" + name + "_" + parameters.size();
        }

        private static Class<?> values(CelType type) {
            return type.equals(TEXT)
                    ? String.class
                    : type.equals(NUMBER) ? Long.class : type.equals(SimpleType.TIMESTAMP) ? Instant.class : List.class;
        }
    }

    private static Function ofText(String name, UnaryOperator<String> operation) {
        return member(name, TEXT, values -> {
            var result = operation.apply(text(values, 0));
            demandLength(result.length());
            return result;
        }, TEXT);
    }

    private static Function member(String name, CelType result, CelFunctionOverload operation, CelType... parameters) {
        return new Function(name, true, result, List.of(parameters), operation);
    }

    static List<CelFunctionDecl> declarations() {
        return ALL.stream()
                .map(Function::name)
                .distinct()
                .map(name -> CelFunctionDecl.newFunctionDeclaration(name,
                        ALL.stream().filter(one -> one.name.equals(name)).map(Function::overload).toList()))
                .toList();
    }

    static List<CelFunctionBinding> bindings() {
        return ALL.stream().map(Function::binding).toList();
    }

    private static String text(Object[] values, int place) {
        return (String) values[place];
    }

    private static long number(Object[] values, int place) {
        return (Long) values[place];
    }

    /** @param most how many of them; negative: all */
    private static String replaced(String text, String old, String by, long most) {
        var places = places(text, old, most < 0 ? Long.MAX_VALUE : most, Integer.MAX_VALUE);
        demandLength(text.length() + (long) places.size() * (by.length() - old.length()));
        var result = new StringBuilder();
        var from = 0;
        for (var place : places) {
            result.append(text, from, place).append(by);
            from = place + old.length();
        }
        return result.append(text, from, text.length()).toString();
    }

    /** @param most how many parts; negative: all */
    private static List<String> parts(String text, String separator, long most) {
        if (most == 0) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        var from = 0;
        for (var place : places(text, separator, most < 0 ? Long.MAX_VALUE : most - 1, MOST_PARTS)) {
            // Each character for itself: nothing stands before the first one, or behind the last one.
            if (!separator.isEmpty() || place > 0 && place < text.length()) {
                parts.add(text.substring(from, place));
                from = place + separator.length();
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Where it begins in the text; what is empty, before each character and at the end. */
    private static List<Integer> places(String text, String part, long most, int bound) {
        var places = new ArrayList<Integer>();
        var at = text.indexOf(part);
        while (at >= 0 && places.size() < most) {
            if (places.size() == bound) {
                throw new Refusal("a text is split into at most " + MOST_PARTS + " parts");
            }
            places.add(at);
            var next = part.isEmpty()
                    ? at + (at < text.length() ? Character.charCount(text.codePointAt(at)) : 1)
                    : at + part.length();
            at = next > text.length() ? -1 : text.indexOf(part, next);
        }
        return places;
    }

    /** What is not there counts as an empty text. */
    private static String joined(List<?> list, String separator) {
        var texts = new ArrayList<String>();
        var length = 0L;
        for (var one : list) {
            texts.add(switch (one) {
                case String text -> text;
                case NullValue _ -> "";
                case Number number -> Decimals.text(number);
                default -> throw new Refusal("only texts and numbers are joined");
            });
            length += texts.getLast().length() + separator.length();
            demandLength(length - separator.length());
        }
        return String.join(separator, texts);
    }

    private static String part(String text, long from, long to) {
        var length = text.codePointCount(0, text.length());
        var end = to == Long.MAX_VALUE ? length : to;
        if (from < 0 || from > end || end > length) {
            throw new Refusal("the text has " + length + " characters, and none from there to there");
        }
        return text.substring(text.offsetByCodePoints(0, (int) from), text.offsetByCodePoints(0, (int) end));
    }

    private static String character(String text, long place) {
        return place == text.codePointCount(0, text.length()) ? "" : part(text, place, place + 1);
    }

    private static long index(String text, String part, long from) {
        var start = part(text, 0, from).length();
        var at = text.indexOf(part, start);
        return at < 0 ? -1 : text.codePointCount(0, at);
    }

    private static void demandLength(long length) {
        if (length > Budget.LONGEST_TEXT) {
            throw new Refusal(
                    "a text of more than " + Budget.LONGEST_TEXT + " characters is not put together");
        }
    }
}
