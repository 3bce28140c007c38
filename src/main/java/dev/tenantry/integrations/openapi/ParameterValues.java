package dev.tenantry.integrations.openapi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.problem.FieldError;

/**
 * Parameters are sent as texts, of which a schema tells what they say: a number, true or false, or a text. How lists and objects are
 * written is said in other ways, and these are not checked.
 */
final class ParameterValues {

    private static final String WHOLE = "-?\\d{1,400}";
    private static final String NUMBER = "-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?";

    private ParameterValues() {}

    static @Nullable FieldError fault(JsonNode schema, String value, BodySchemas schemas) {
        if (namesParts(schema)) {
            return null;
        }
        FieldError fault = null;
        for (var one : readings(value)) {
            var faults = schemas.faults(schema, one);
            if (faults.isEmpty()) {
                return null;
            }
            if (fault == null || types(schema).contains("number") || types(schema).contains("integer")) {
                fault = faults.getFirst();
            }
        }
        return fault;
    }

    private static boolean namesParts(JsonNode schema) {
        return types(schema).contains("array") || types(schema).contains("object")
                || schema.isContainer() && schema.valueStream().anyMatch(ParameterValues::namesParts);
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.valueStream().map(one -> one.asString("")).toList() : List.of(type.asString(""));
    }

    private static List<JsonNode> readings(String value) {
        var readings = new ArrayList<JsonNode>(List.of(JsonNodeFactory.instance.stringNode(value)));
        if (value.matches(WHOLE)) {
            readings.add(JsonNodeFactory.instance.numberNode(new BigInteger(value)));
        } else if (value.matches(NUMBER)) {
            readings.add(JsonNodeFactory.instance.numberNode(new BigDecimal(value)));
        } else if (value.equals("true") || value.equals("false")) {
            readings.add(JsonNodeFactory.instance.booleanNode(value.equals("true")));
        }
        return readings;
    }
}
