package dev.tenantry.operations.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code if} and {@code then} say about the values of a property, said with {@code oneOf}: a schema for each of the
 * values. A validator tells a fault at its own place by the first form, and would say of the second that none matches;
 * generators of clients know the second alone.
 */
final class Alternatives {

    /** What describes all alternatives together. */
    private static final Set<String> COMMON = Set.of("title", "description", "examples");
    private static final List<String> CONDITIONS = List.of("if", "then", "else", "allOf");

    private final String prefix;
    private final ObjectNode definitions;

    /** @param prefix where schemas are, and what the names of these begin with */
    Alternatives(String prefix, ObjectNode definitions) {
        this.prefix = prefix;
        this.definitions = definitions;
    }

    /** Replaces the definitions that depend on a property by one for each of its values. */
    void spell() {
        for (var name : List.copyOf(definitions.propertyNames())) {
            var definition = (ObjectNode) definitions.path(name);
            var property = property(definition);
            if (property != null) {
                definitions.set(name, alternatives(name, definition, property));
            }
        }
    }

    /** On which of its own properties the schema depends. @return null if on none whose values are listed */
    private static @Nullable String property(ObjectNode definition) {
        return conditions(definition).stream()
                .flatMap(condition -> condition.at("/if/properties").propertyNames().stream())
                .filter(name -> definition.path("properties").path(name).has("enum"))
                .findFirst()
                .orElse(null);
    }

    private static List<JsonNode> conditions(ObjectNode definition) {
        var conditions = new ArrayList<JsonNode>();
        if (definition.has("if")) {
            conditions.add(definition);
        }
        definition.path("allOf").forEach(conditions::add);
        return conditions;
    }

    private ObjectNode alternatives(String name, ObjectNode definition, String property) {
        var either = definitions.objectNode();
        COMMON.stream().filter(definition::has).forEach(key -> either.set(key, definition.get(key)));
        var references = either.putArray("oneOf");
        var mapping = new TreeMap<String, String>();
        for (var value : definition.path("properties").path(property).path("enum")) {
            var own = camelCase(value.asString()) + StringUtils.capitalize(name);
            definitions.set(own, alternative(definition, property, value.asString()));
            var reference = prefix + StringUtils.capitalize(own);
            references.addObject().put("$ref", reference);
            mapping.put(value.asString(), reference);
        }
        var discriminator = either.putObject("discriminator").put("propertyName", property).putObject("mapping");
        mapping.forEach(discriminator::put);
        return either;
    }

    private static ObjectNode alternative(ObjectNode definition, String property, String value) {
        var schema = definition.deepCopy().remove(COMMON).remove(CONDITIONS);
        for (var condition : conditions(definition)) {
            var holds = condition.at("/if/properties").path(property).path("const").asString("").equals(value);
            if (condition.path(holds ? "then" : "else") instanceof ObjectNode said) {
                add(said, schema);
            }
        }
        var constant = (ObjectNode) schema.path("properties").path(property);
        constant.remove("enum");
        constant.put("type", "string").put("const", value);
        return schema;
    }

    private static void add(ObjectNode said, ObjectNode schema) {
        said.forEachEntry((key, part) -> {
            switch (key) {
                case "properties" -> part.forEachEntry((name, property) -> state((ObjectNode) schema.get(key), name,
                        property));
                case "required" -> ((ArrayNode) schema.get(key)).addAll((ArrayNode) part);
                default -> schema.set(key, part);
            }
        });
    }

    private static void state(ObjectNode properties, String name, JsonNode property) {
        if (property.isObject()) {
            properties.set(name, property);
        } else if (!property.asBoolean()) {
            properties.remove(name);
        }
    }

    private static String camelCase(String value) {
        var words = value.split("_", -1);
        var name = new StringBuilder(words[0]);
        for (var i = 1; i < words.length; i++) {
            name.append(StringUtils.capitalize(words[i]));
        }
        return name.toString();
    }
}
