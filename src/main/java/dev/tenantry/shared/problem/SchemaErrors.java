package dev.tenantry.shared.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

import com.networknt.schema.Error;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.shared.text.KnownNames;

/** What a JSON Schema finds amiss, as faults of fields. */
public final class SchemaErrors {

    private SchemaErrors() {}

    /**
     * Each fault once: of alternatives ({@code anyOf}, {@code oneOf}) none of which fits it is said in a sentence which there are, or what is
     * wrong within the one that is meant.
     *
     * @param schema in which what has a pattern says in its description what it is to be: "a colour, such as #1A2B3C",
     *               and a {@code not} what nothing may be
     */
    public static List<FieldError> translate(Collection<Error> errors, JsonNode schema) {
        var faults = new ArrayList<FieldError>();
        var choices = new LinkedHashMap<SchemaChoice, TreeMap<Integer, List<Error>>>();
        for (var error : errors.stream().filter(error -> !isThatNoneFits(error)).toList()) {
            var choice = SchemaChoice.of(error);
            if (choice == null) {
                faults.add(translate(error, schema));
            } else {
                choices.computeIfAbsent(choice, _ -> new TreeMap<>())
                        .computeIfAbsent(choice.alternativeOf(error), _ -> new ArrayList<>())
                        .add(error);
            }
        }
        choices.forEach((choice, alternatives) -> {
            var meant = alternatives.values().stream().filter(choice::isWithin).toList();
            if (meant.size() == 1) {
                meant.getFirst().forEach(error -> faults.add(translate(error, schema)));
            } else {
                faults.add(new FieldError(position(choice.value()), CamelCase.split(choice.keyword(), "-"),
                        choice.sentence(schema)));
            }
        });
        return faults;
    }

    /** Of {@code oneOf}: beside what is wrong with each of the alternatives, which is told. */
    private static boolean isThatNoneFits(Error error) {
        return "oneOf".equals(error.getKeyword()) && "0".equals(error.getArguments()[0]);
    }

    private static FieldError translate(Error error, JsonNode schema) {
        var location = SchemaChoice.location(error);
        if (error.getProperty() != null) {
            location.add(error.getProperty());
        }
        var code = error.getKeyword() == null ? "invalid" : error.getKeyword();
        return new FieldError(position(location), CamelCase.split(code, "-"), message(error, schema));
    }

    private static String position(List<Object> location) {
        var position = new StringBuilder();
        location.forEach(element -> append(position, element));
        return position.toString();
    }

    private static String message(Error error, JsonNode schema) {
        var fragment = error.getSchemaLocation().getFragment().toString();
        var pointer = fragment.substring(Math.max(0, fragment.indexOf('/')));
        return switch (String.valueOf(error.getKeyword())) {
            case "pattern" -> described("must be ", schema.at(parent(pointer)), error);
            case "not" -> described("must not be ", schema.at(pointer), error);
            case "required" -> required(error, parent(pointer), schema);
            case "additionalProperties" -> unknown(error, schema.at(parent(pointer)));
            case "enum" -> noSuch(error, schema.at(pointer));
            case "minProperties" -> empty(error, schema.at(parent(pointer)));
            default -> error.getMessage();
        };
    }

    /** Where there are alternatives, and this is of the other one, its description says what both are. */
    private static String required(Error error, String pointer, JsonNode schema) {
        return pointer.endsWith("/else") ? described("", schema.at(pointer), error) : error.getMessage();
    }

    private static String noSuch(Error error, JsonNode values) {
        var known = values.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
        return known.isEmpty() || error.getInstanceNode() == null || !error.getInstanceNode().isString()
                ? error.getMessage()
                : "there is no such value here, but " + KnownNames.like(error.getInstanceNode().asString(), known);
    }

    private static String empty(Error error, JsonNode schema) {
        var known = schema.path("properties").propertyNames();
        return known.isEmpty() || schema.path("minProperties").asInt() != 1
                ? error.getMessage()
                : "state at least one of " + String.join(", ", known);
    }

    private static String parent(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    private static String unknown(Error error, JsonNode schema) {
        var known = schema.path("properties").propertyNames();
        return known.isEmpty() || error.getProperty() == null
                ? error.getMessage()
                : "there is no such property here, but " + KnownNames.like(error.getProperty(), known);
    }

    private static String described(String what, JsonNode schema, Error error) {
        var description = schema.path("description");
        return description.isString() ? what + description.asString() : error.getMessage();
    }

    private static void append(StringBuilder position, Object element) {
        if (element instanceof Integer) {
            position.append('[').append(element).append(']');
        } else {
            position.append(position.isEmpty() ? "" : ".").append(element);
        }
    }
}
