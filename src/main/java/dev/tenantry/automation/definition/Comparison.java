package dev.tenantry.automation.definition;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A field, an operator and a value; {@code exists} does without, and then means that it is there. */
public record Comparison(String field, String operator, JsonNode value) {

    static final int LONGEST_NUMBER = 40;

    /** Reads a comparison that the schema has accepted. */
    public static Comparison read(JsonNode comparison) {
        return new Comparison(comparison.path("field").asString(), comparison.path("operator").asString(),
                comparison.path("value"));
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
