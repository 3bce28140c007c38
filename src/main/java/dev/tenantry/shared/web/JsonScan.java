package dev.tenantry.shared.web;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Walks over a JSON text once, building nothing, so that what follows works on little: how deep, how many, how long it may
 * be is decided here, and that what is read is what was sent: no half characters, no name twice, no number that a double
 * cannot hold.
 */
final class JsonScan {

    static final int MAX_DEPTH = 64;
    /** Of one array or object. */
    static final int MAX_ELEMENTS = 10_000;
    /** Of the whole text, objects and arrays included. */
    static final int MAX_VALUES = 100_000;
    static final int MAX_STRING = 1_000_000;
    static final int MAX_NAME = 256;
    /** Of a number, in characters. */
    static final int MAX_NUMBER = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final Deque<Container> containers = new ArrayDeque<>();
    private int values;

    JsonScan(char[] text, int offset, int length) {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), text, offset, length);
    }

    /** @throws ProblemException 400 or 413 at the first fault */
    void check() {
        try {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                check(token);
            }
        } catch (StreamConstraintsException _) {
            throw beyondLimits();
        } catch (JacksonException _) {
            throw malformed("this is not JSON");
        }
    }

    /** Something is wrong just behind the text, which is the beginning of another: says where that is. */
    ProblemException refuseEnd(String reason) {
        try {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                check(token);
                parser.getString();
            }
        } catch (JacksonException _) {
            // This is where it breaks off.
        }
        return malformed(reason);
    }

    private void check(JsonToken token) {
        switch (token) {
            case PROPERTY_NAME -> name();
            case START_OBJECT, START_ARRAY -> {
                value();
                containers.push(new Container());
            }
            case END_OBJECT, END_ARRAY -> containers.pop();
            case VALUE_STRING -> {
                value();
                // The parser counts only where a string does not fit into its buffer.
                within(parser.getStringLength(), MAX_STRING);
                text(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                value();
                number(token);
            }
            default -> value();
        }
    }

    private void value() {
        if (++values > MAX_VALUES) {
            throw refuse(ProblemType.TOO_LARGE, "too-large", "JSON may have " + MAX_VALUES + " values");
        }
        var container = containers.peek();
        if (container == null && values > 1) {
            throw malformed("one value is all that there may be, and this is another one behind it");
        }
        if (container != null && ++container.size > MAX_ELEMENTS) {
            throw refuse(ProblemType.TOO_LARGE, "too-large",
                    "an array or object may have " + MAX_ELEMENTS + " elements");
        }
    }

    private void name() {
        var name = parser.currentName();
        within(name.length(), MAX_NAME);
        text(name.toCharArray(), 0, name.length());
        var container = containers.peek();
        if (container != null && !container.names.add(name)) {
            throw malformed("this name is there twice");
        }
    }

    private void within(int length, int limit) {
        if (length > limit) {
            throw beyondLimits();
        }
    }

    private ProblemException beyondLimits() {
        return refuse(ProblemType.TOO_LARGE, "too-large",
                "JSON may be %s deep, a string may have %s characters and a name %s".formatted(MAX_DEPTH, MAX_STRING,
                        MAX_NAME));
    }

    private void text(char[] characters, int offset, int length) {
        var end = offset + length;
        for (var index = offset; index < end; index++) {
            var next = characters[index];
            if (next == '\0') {
                throw malformed("text cannot have the character U+0000");
            }
            if (Character.isSurrogate(next)) {
                if (index + 1 == end || !Character.isSurrogatePair(next, characters[index + 1])) {
                    throw malformed("text cannot have half of a surrogate pair");
                }
                index++;
            }
        }
    }

    private void number(JsonToken token) {
        if (parser.getStringLength() > MAX_NUMBER) {
            throw malformed("a number may have " + MAX_NUMBER + " characters");
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            fraction(parser.getString());
        }
    }

    /** What is kept is written out when it is told: it must be such that it can be sent again. */
    private void fraction(String number) {
        if (!isExact(number)) {
            throw malformed("this number is larger, smaller or more precise than a double can hold");
        }
        if (writtenOut(new BigDecimal(number)) > MAX_NUMBER) {
            throw malformed("a number may have " + MAX_NUMBER + " characters when it is written out");
        }
    }

    /** The characters of the plain form, sign and point included, without making it. */
    private static long writtenOut(BigDecimal number) {
        long scale = number.scale();
        var digits = scale <= 0 ? number.precision() - scale : Math.max(number.precision(), scale + 1) + 1;
        return number.signum() < 0 ? digits + 1 : digits;
    }

    private static boolean isExact(String number) {
        var value = Double.parseDouble(number);
        try {
            return Double.isFinite(value) && new BigDecimal(number).compareTo(BigDecimal.valueOf(value)) == 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private ProblemException malformed(String reason) {
        return refuse(ProblemType.MALFORMED, "malformed", reason);
    }

    private ProblemException refuse(ProblemType type, String code, String reason) {
        var location = parser.currentLocation();
        var field = JsonPaths.of(parser.streamReadContext());
        var placed = reason + ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
        var error = new FieldError(field, code, placed);
        return ProblemException.of(type, error.sentence(), List.of(error));
    }

    private static final class Container {

        private final Set<String> names = new HashSet<>();
        private int size;
    }
}
