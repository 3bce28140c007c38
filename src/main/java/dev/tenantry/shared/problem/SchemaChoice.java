package dev.tenantry.shared.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.networknt.schema.Error;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a JSON Schema has alternatives, for one value.
 *
 * @param keyword {@code anyOf} or {@code oneOf}
 * @param path    by which the schema has come there
 * @param value   where the value stands
 */
record SchemaChoice(String keyword, List<String> path, List<Object> value) {

    /** The outermost one that the error is of; null where it is of none, or says of the alternatives themselves that too many fit. */
    static @Nullable SchemaChoice of(Error error) {
        var evaluation = error.getEvaluationPath();
        var path = new ArrayList<String>();
        var depth = 0;
        for (var index = 0; index < evaluation.getNameCount(); index++) {
            var keyword = String.valueOf(evaluation.getElement(index));
            var isOfAlternative = index + 1 < evaluation.getNameCount();
            if ((keyword.equals("anyOf") || keyword.equals("oneOf")) && isOfAlternative) {
                return new SchemaChoice(keyword, List.copyOf(path), location(error).subList(0, depth));
            }
            path.add(keyword);
            if (keyword.equals("properties") || keyword.equals("allOf")) {
                index++;
                path.add(String.valueOf(evaluation.getElement(index)));
            }
            if (List.of("properties", "items", "additionalProperties").contains(keyword)) {
                depth++;
            }
        }
        return null;
    }

    static List<Object> location(Error error) {
        var location = new ArrayList<>();
        for (var index = 0; index < error.getInstanceLocation().getNameCount(); index++) {
            location.add(error.getInstanceLocation().getElement(index));
        }
        return location;
    }

    /** Which of the alternatives the error is of. */
    int alternativeOf(Error error) {
        return Integer.parseInt(String.valueOf(error.getEvaluationPath().getElement(path.size() + 1)));
    }

    /** Whether the value itself is as the alternative says, and what is amiss is within. */
    boolean isWithin(List<Error> errors) {
        return errors.stream().allMatch(error -> error.getInstanceLocation().getNameCount() > value.size());
    }

    /** What there can be, in words. */
    String sentence(JsonNode schema) {
        var at = schema;
        for (var name : path) {
            at = name.equals("$ref")
                    ? resolved(at, schema)
                    : at.isArray() ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        return at.path(keyword)
                .valueStream()
                .map(one -> words(resolved(one, schema)))
                .collect(Collectors.joining("; or ", "must be ", ""));
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        var reference = schema.path("$ref");
        return reference.isString() ? resolved(root.at(reference.asString().substring(1)), root) : schema;
    }

    private static String words(JsonNode schema) {
        if (schema.has("enum")) {
            return "one of " + schema.path("enum").valueStream().map(JsonNode::asString).toList();
        }
        if (schema.has("description")) {
            return schema.path("description").asString();
        }
        var type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(one -> words(one.asString(), schema)).collect(Collectors.joining(", "))
                : words(type.asString(""), schema);
    }

    private static String words(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> "a text" + bound(" of at most %s characters", schema.path("maxLength"));
            case "integer" -> "a whole number" + bound(" from %s", schema.path("minimum"))
                    + bound(" to %s", schema.path("maximum"));
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list" + bound(" of at most %s", schema.path("maxItems"));
            case "object" -> "an object with " + schema.path("properties").propertyNames();
            default -> "something else";
        };
    }

    private static String bound(String words, JsonNode bound) {
        return bound.isMissingNode() ? "" : words.formatted(bound.asString());
    }
}
