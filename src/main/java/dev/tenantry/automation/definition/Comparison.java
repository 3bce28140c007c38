package dev.tenantry.automation.definition;

import java.math.BigDecimal;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field, an operator and a value. What is ordered is compared as numbers where both sides are numbers (money is decimal
 * text), as text otherwise, which is right for RFC 3339 times. A missing field equals nothing.
 */
public record Comparison(String field, String operator, JsonNode value) {

    private static final int LONGEST_NUMBER = 40;

    /** Reads a comparison that the schema has accepted. */
    public static Comparison read(JsonNode comparison) {
        return new Comparison(comparison.path("field").asString(), comparison.path("operator").asString(),
                comparison.path("value"));
    }

    public boolean holds(Scope scope) {
        var actual = scope.at(field);
        var present = !actual.isMissingNode() && !actual.isNull();
        return switch (operator) {
            case "exists" -> present == value.asBoolean();
            case "neq" -> !present || !same(actual, value);
            case "nin" -> !present || value.valueStream().noneMatch(one -> same(actual, one));
            case "eq" -> present && same(actual, value);
            case "in" -> present && value.valueStream().anyMatch(one -> same(actual, one));
            case "contains" -> present && contains(actual);
            case "startsWith" -> present && folded(actual).startsWith(folded(value));
            case "lt" -> present && compare(actual) < 0;
            case "lte" -> present && compare(actual) <= 0;
            case "gt" -> present && compare(actual) > 0;
            case "gte" -> present && compare(actual) >= 0;
            default -> throw new IllegalStateException(operator);
        };
    }

    private boolean contains(JsonNode actual) {
        return actual.isArray()
                ? actual.valueStream().anyMatch(one -> same(one, value))
                : folded(actual).contains(folded(value));
    }

    private int compare(JsonNode actual) {
        var left = number(actual);
        var right = number(value);
        return left == null || right == null
                ? actual.asString("").compareTo(value.asString(""))
                : left.compareTo(right);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isString() && other.isString()) {
            return one.asString().equals(other.asString());
        }
        var left = number(one);
        var right = number(other);
        return left != null && right != null ? left.compareTo(right) == 0 : one.asString("").equals(other.asString(""));
    }

    private static String folded(JsonNode node) {
        return node.asString("").toLowerCase(Locale.ROOT);
    }

    /** The value as a number, where it is one or is written like one. */
    static @Nullable BigDecimal number(JsonNode node) {
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (!node.isString() || node.asString().length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(node.asString());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
