package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a type of steps takes, complete.
 *
 * @param durations properties that are durations
 * @param targets   properties that name steps
 */
record StepConfig(StepRule rule, ObjectNode schema, List<String> durations, List<String> targets) {

    static final String DEFINITIONS = "#/$defs/";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*");

    /** @throws IllegalStateException that names all that the type lacks */
    static StepConfig of(StepRule rule) {
        var schema = read(rule);
        var lacking = lacking(rule.type(), schema);
        if (!lacking.isEmpty()) {
            throw incomplete(rule, String.join("; ", lacking));
        }
        return new StepConfig(rule, schema, referring(schema, "duration"), referring(schema, "stepReference"));
    }

    private static ObjectNode read(StepRule rule) {
        try {
            if (new JsonMapper().readTree(rule.schema()) instanceof ObjectNode schema) {
                return schema;
            }
            throw incomplete(rule, "its schema is no JSON object");
        } catch (JacksonException malformed) {
            throw incomplete(rule, "its schema is no JSON: " + malformed.getOriginalMessage());
        }
    }

    private static IllegalStateException incomplete(StepRule rule, String fault) {
        return new IllegalStateException(
                "the step type " + rule.type() + " (" + rule.getClass().getName() + ") is incomplete: " + fault);
    }

    private static List<String> lacking(String type, ObjectNode schema) {
        var lacking = new ArrayList<String>();
        if (!NAME.matcher(type).matches()) {
            lacking.add("its name is not words in lower case, such as create_task");
        }
        if (!schema.path("type").asString("").equals("object") || !schema.path("properties").isObject()
                || schema.path("additionalProperties").asBoolean(true)) {
            lacking.add("its schema is no object with properties that is closed by additionalProperties: false");
        }
        if (schema.path("description").asString("").isBlank()) {
            lacking.add("its schema has no description");
        }
        if (!schema.path("examples").isArray() || schema.path("examples").isEmpty()) {
            lacking.add("its schema has no examples of a config");
        }
        schema.path("properties").forEachEntry((name, property) -> addEndless(name, property, lacking));
        return lacking;
    }

    /** Whatever has no end could be as long as a document, as often as runs come to the step. */
    private static void addEndless(String place, JsonNode schema, List<String> lacking) {
        var type = schema.path("type").asString("");
        if (type.equals("string") && !schema.has("maxLength")) {
            lacking.add(place + " is a text without maxLength");
        }
        if (type.equals("array") && !schema.has("maxItems")) {
            lacking.add(place + " is a list without maxItems");
        }
        if (schema.has("pattern") && schema.path("description").asString("").isBlank()) {
            lacking.add(place + " has a pattern and no description that tells it in words");
        }
        schema.path("properties").forEachEntry((name, inner) -> addEndless(place + "." + name, inner, lacking));
        if (schema.has("items")) {
            addEndless(place + "[]", schema.path("items"), lacking);
        }
        if (schema.path("additionalProperties").isObject()) {
            if (!schema.has("maxProperties")) {
                lacking.add(place + " has names of any kind without maxProperties");
            }
            addEndless(place + ".*", schema.path("additionalProperties"), lacking);
        }
    }

    private static List<String> referring(ObjectNode schema, String definition) {
        Predicate<JsonNode> refers = property -> property.path("$ref").asString("").equals(DEFINITIONS + definition);
        return schema.path("properties")
                .propertyStream()
                .filter(property -> refers.test(property.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the document's schema calls it: {@code createTask}. */
    String definition() {
        return Pattern.compile("_([a-z])")
                .matcher(rule.type())
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
