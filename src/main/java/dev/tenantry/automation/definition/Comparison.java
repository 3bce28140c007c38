package dev.tenantry.automation.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Expressions;

/**
 * A field, an operator and a value; {@code exists} does without, and then means that it is there. Or an expression that says
 * all of it, which then is the value.
 *
 * @param field of an expression, what it is not to have besides: nothing where there is nothing
 */
public record Comparison(String field, String operator, JsonNode value) {

    private static final String EXPRESSION = "expression";
    private static final List<String> OTHERS = List.of("field", "operator", "value");

    static final int LONGEST_NUMBER = 40;
    /** As lists take them, too: in ASCII's digits. */
    private static final Pattern DECIMAL = Pattern
            .compile("[+-]?+([0-9]++(\\.[0-9]*+)?+|\\.[0-9]++)([eE][+-]?+[0-9]++)?+");

    /** Reads a comparison that the schema has accepted. */
    public static Comparison read(JsonNode comparison) {
        if (comparison.has(EXPRESSION)) {
            return new Comparison(OTHERS.stream().filter(comparison::has).findFirst().orElse(""), EXPRESSION,
                    comparison.path(EXPRESSION));
        }
        return new Comparison(comparison.path("field").asString(), comparison.path("operator").asString(),
                comparison.path("value"));
    }

    public boolean isExpression() {
        return operator.equals(EXPRESSION);
    }

    /** Where the paths begin that it names. */
    public Set<String> roots() {
        return isExpression() ? Expressions.roots(value.asString()) : Set.of(Scope.rootOf(field));
    }

    /** The value as a number, where it is one or is written like one. */
    static @Nullable BigDecimal number(JsonNode node) {
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (!node.isString() || node.asString().length() > LONGEST_NUMBER
                || !DECIMAL.matcher(node.asString()).matches()) {
            return null;
        }
        try {
            return new BigDecimal(node.asString());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
