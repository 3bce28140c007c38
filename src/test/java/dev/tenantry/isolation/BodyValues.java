package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

/** JSON that a member of a body must not be, by its schema. */
final class BodyValues {

    private static final String DIGITS = "1".repeat(5_000);

    private BodyValues() {}

    /** More than any reader should look at. */
    static List<String> floods(JsonNode schema) {
        var floods = new ArrayList<String>();
        floods.add("[".repeat(10_000) + "]".repeat(10_000));
        if (is(schema, "array")) {
            floods.add("[null" + ",null".repeat(20_000) + "]");
            floods.add("[null" + ",null".repeat(9_000) + "]");
        }
        if (is(schema, "string")) {
            floods.add('"' + "a.".repeat(500_001) + '"');
            floods.add('"' + "a.".repeat(250_001) + '"');
        }
        if (is(schema, "object")) {
            floods.add("{\"" + "n".repeat(100_000) + "\":1}");
        }
        return floods;
    }

    /** Of another type, form or size. What is no truth value, and may be absent, is so where the text is empty. */
    static List<String> wrong(Requests.Property property) {
        var isAbsentWhereEmpty = !property.isRequired()
                && (property.schema().has("enum") || is(property.schema(), "string")
                        || is(property.schema(), "integer") || is(property.schema(), "number")
                        || property.schema().path("properties").has("currency"));
        // What a workflow compares with.
        var isAnyScalar = is(property.schema(), "string") && is(property.schema(), "boolean");
        // A step is named, or counted.
        var isTextOrNumber = is(property.schema(), "string") && is(property.schema(), "integer");
        return all(property).stream()
                .filter(value -> !isAbsentWhereEmpty || !value.equals("\"\""))
                .filter(value -> !isTextOrNumber || !value.equals("1"))
                .filter(value -> !isAnyScalar || !value.matches("[0-9.]+|true"))
                .toList();
    }

    private static List<String> all(Requests.Property property) {
        var schema = property.schema();
        if (schema.has("enum")) {
            return List.of("0", "1", "\"0\"", "\"\"", "\"nothing of the kind\"", "true", "[]", "{}");
        }
        if (property.name().matches("id|(?!external|trace).*Id") && !References.isOwnWord(property)
                && type(schema).equals("string") && !schema.has("format")) {
            return List.of("52.5", "52.0", "\"x\"", "\" 17\"", "\"017\"", "\"\"", "true", "[1]", "{}", "1e3",
                    "99999999999999999999", DIGITS);
        }
        return switch (type(schema) + " " + schema.path("format").asString("")) {
            case "string date" -> List.of("20240105", "[2024,1,5]", "\"-0001-01-01\"", "\"0000-01-01\"",
                    "\"10000-01-01\"", "\"2024-02-30\"", "\"2024-1-5\"", "\"2024-01-05T00:00:00Z\"", "\"\"", "{}");
            case "string date-time" ->
                List.of("1719741600000", "1719741600.5", "\"1719741600000\"", "\"2024-01-05\"",
                        "\"2024-01-05T00:00:00\"", "\"2024-01-05T00:00Z\"", "\"-0001-01-05T00:00:00Z\"",
                        "\"+10000-01-05T00:00:00Z\"", "\"0001-01-01T00:00:00+01:00\"",
                        "\"9999-12-31T23:59:59-01:00\"", "\"2024-01-05T00:00:60Z\"", "\"2024-01-05T24:00:00Z\"",
                        "\"2024-01-05T00:00:00.1234567Z\"", "\"2024-01-05 00:00:00Z\"", "\"\"", "[]");
            case "string uuid" -> List.of("1", "\"1-1-1-1-1\"", "\"AAAAAAAAAAAAAAAAAAAAAA==\"", "\"\"", "[]", "{}");
            case "string " -> List.of("1", "1.5", "true", "[]", "{}", "[\"a\"]", "\"a\\ud800\"", "\"\\udc00b\"",
                    "\"a\\u0000b\"");
            case "integer int32" -> List.of("52.5", "52.0", "\"52\"", "\"\"", "true", "[1]", "{}", "1e3", "1e400",
                    "99999999999", DIGITS);
            case "integer int64" -> List.of("52.5", "52.0", "\"x\"", "\" 17\"", "\"017\"", "\"\"", "true", "[1]", "{}",
                    "1e3", "99999999999999999999", DIGITS);
            case "number " -> List.of("\"x\"", "\"\"", "\"NaN\"", "\" 1\"", "true", "[1]", "{}", "1e400", "1e-400",
                    "1e99999999999", DIGITS, '"' + DIGITS + '"');
            case "boolean " -> List.of("0", "1", "\"true\"", "\"\"", "[]", "{}");
            case "array " -> schema.path("items").has("type") || schema.path("items").has("$ref")
                    ? List.of("1", "\"\"", "\"a\"", "{}", "true", "[null]")
                    : List.of("1", "\"\"", "\"a\"", "{}", "true");
            case "object " -> List.of("1", "\"\"", "\"a\"", "[]", "[1]", "true");
            default -> List.of();
        };
    }

    private static boolean is(JsonNode schema, String type) {
        var types = schema.path("type");
        return types.isArray()
                ? StreamSupport.stream(types.spliterator(), false).anyMatch(one -> one.asString().equals(type))
                : types.asString("").equals(type);
    }

    private static String type(JsonNode schema) {
        return List.of("string", "integer", "number", "boolean", "array", "object")
                .stream()
                .filter(type -> is(schema, type))
                .findFirst()
                .orElse("");
    }
}
