package dev.tenantry.integrations.webhook;

import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A condition on a field of what an event tells. Values are compared as they are written; what is not there equals nothing.
 *
 * @param field its path, {@code changes.status.after}
 * @param value of the same kind as the field; a list for {@code in} and {@code nin}; absent, true or false for {@code exists}
 */
record FilterTerm(
        @NotNull @Size(max = 200) @Pattern(regexp = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){0,9}", message = "must be a path such as changes.status.after") String field,
        @NotNull Operator operator,
        @Nullable JsonNode value) {

    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 500;

    /** What is absent is null once it has been written, and has to be the same before that. */
    FilterTerm {
        value = value == null || value.isNull() ? null : value;
    }

    /** How it is compared. */
    enum Operator {

        EQ, NEQ, IN, NIN, EXISTS;

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is wrong with the value; null where nothing is. */
    @Nullable
    String fault() {
        var stated = stated();
        if (operator == Operator.EXISTS) {
            return stated.isMissingNode() || stated.isBoolean() ? null : "exists takes true, false or nothing";
        }
        if ((operator == Operator.IN || operator == Operator.NIN) != stated.isArray()) {
            return operator + (stated.isArray() ? " takes one value" : " takes a list");
        }
        if (stated.size() > MOST_VALUES) {
            return "a list has at most " + MOST_VALUES + " values";
        }
        return values().allMatch(one -> one.isValueNode() && !one.isNull() && one.asString().length() <= LONGEST_VALUE)
                ? null
                : "a value is a text of at most " + LONGEST_VALUE + " characters, a number, true or false";
    }

    /** The name at which the path begins. */
    String root() {
        var dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }

    boolean holds(JsonNode told) {
        var actual = told;
        for (var name : field.split("\\.")) {
            actual = actual.path(name);
        }
        var isThere = !actual.isMissingNode() && !actual.isNull();
        var found = actual;
        var isOne = isThere && values().anyMatch(one -> isSame(found, one));
        return switch (operator) {
            case EXISTS -> isThere == stated().asBoolean(true);
            case EQ, IN -> isOne;
            case NEQ, NIN -> !isOne;
        };
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.isValueNode() && one.asString().equals(other.asString());
    }

    private Stream<JsonNode> values() {
        var stated = stated();
        return stated.isArray() ? stated.valueStream() : Stream.of(stated);
    }

    private JsonNode stated() {
        return value == null ? MissingNode.getInstance() : value;
    }
}
