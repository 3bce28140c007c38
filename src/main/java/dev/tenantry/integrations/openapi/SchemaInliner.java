package dev.tenantry.integrations.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what a document's references lead to in their place: within the document alone, so deep and so much at most. Where a schema
 * is part of itself, anything goes there. What only describes is left out, and so are patterns, which could take for ever.
 */
final class SchemaInliner {

    private static final int DEEPEST = 30;
    private static final int MOST = 50_000;
    /** Of names and values together. */
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final String READ_ONLY = "readOnly";
    private static final String REFERENCE = "$ref";
    private static final Set<String> DROPPED = Set.of("pattern", "patternProperties", "description", "example",
            "examples", "title", "xml",
            "externalDocs", "discriminator", "default", "nullable", "exclusiveMinimum", "exclusiveMaximum", "format");

    private final JsonNode document;
    private int count;
    private long characters;

    SchemaInliner(JsonNode document) {
        this.document = document;
    }

    /** What is meant: itself, or what it refers to. */
    JsonNode target(JsonNode node) {
        var target = node;
        for (var depth = 0; target.has(REFERENCE); depth++) {
            if (depth == DEEPEST) {
                throw OpenApiReader.fault(target.path(REFERENCE).asString(""), "the reference leads nowhere");
            }
            target = referred(target.path(REFERENCE).asString(""));
        }
        return target;
    }

    JsonNode inline(JsonNode schema) {
        return inline(schema, 0, new ArrayDeque<>());
    }

    private JsonNode inline(JsonNode node, int depth, Deque<String> within) {
        if (++count > MOST || depth > DEEPEST) {
            throw OpenApiReader.fault("", "the schemas of bodies are too large, or too deep");
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(inline(element, depth + 1, within)));
            return array;
        }
        if (!(node instanceof ObjectNode object)) {
            if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
                throw OpenApiReader.fault("", "a number of a body's schema has no end");
            }
            weigh(node.asString("").length());
            return node;
        }
        if (object.path(REFERENCE).isString()) {
            var reference = object.path(REFERENCE).asString();
            if (within.contains(reference)) {
                return JsonNodeFactory.instance.objectNode();
            }
            within.push(reference);
            var inlined = inline(referred(reference), depth + 1, within);
            within.pop();
            return inlined;
        }
        return members(object, depth, within);
    }

    private ObjectNode members(ObjectNode object, int depth, Deque<String> within) {
        var kept = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> {
            weigh(name.length());
            if (name.equals("properties") && value.isObject()) {
                var properties = kept.putObject(name);
                value.forEachEntry((property, schema) -> {
                    weigh(property.length());
                    properties.set(property, inline(schema, depth + 1, within));
                });
            } else if (!DROPPED.contains(name) && !name.startsWith("$") && !name.startsWith("x-")) {
                kept.set(name, inline(value, depth + 1, within));
            }
        });
        if (object.path("nullable").asBoolean(false) && kept.path("type").isString()) {
            kept.putArray("type").add(object.path("type").asString()).add("null");
        }
        if (kept.path("required").isArray()) {
            // What the other side alone says is nothing that it is to be told.
            var properties = kept.path("properties");
            kept.set("required", kept.arrayNode()
                    .addAll(kept.path("required")
                            .valueStream()
                            .filter(name -> !properties.path(name.asString(""))
                                    .path(READ_ONLY)
                                    .asBoolean(false))
                            .toList()));
        }
        return kept;
    }

    /** What is the same object here is written out once for each place that refers to it. */
    private void weigh(int length) {
        characters += length;
        if (characters > MOST_CHARACTERS) {
            throw OpenApiReader.fault("",
                    "the schemas of bodies have more than " + MOST_CHARACTERS
                            + " characters, with references written out");
        }
    }

    private JsonNode referred(String reference) {
        if (!reference.startsWith("#/")) {
            throw OpenApiReader.fault(reference, "references lead to places of the document itself");
        }
        var found = document.at(JsonPointer.compile(reference.substring(1)));
        if (found.isMissingNode()) {
            throw OpenApiReader.fault(reference, "there is nothing");
        }
        return found;
    }
}
