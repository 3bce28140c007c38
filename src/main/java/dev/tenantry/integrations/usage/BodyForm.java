package dev.tenantry.integrations.usage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The form of a body: its names, numbers and truth values, and of each text its length. So what is kept has no secret in it, and
 * tells of nobody, whoever is erased later.
 */
final class BodyForm {

    private static final int MOST_ELEMENTS = 50;
    private static final int DEEPEST = 6;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BodyForm() {}

    static JsonNode of(JsonNode body) {
        return of(body, 0);
    }

    private static JsonNode of(JsonNode body, int depth) {
        if (body.isString()) {
            return NODES.stringNode("(%s characters)".formatted(body.asString().length()));
        }
        if (!body.isContainer()) {
            return body;
        }
        if (depth == DEEPEST) {
            return NODES.stringNode("(%s elements)".formatted(body.size()));
        }
        if (body.isArray()) {
            var form = NODES.arrayNode();
            body.valueStream().limit(MOST_ELEMENTS).forEach(element -> form.add(of(element, depth + 1)));
            return form;
        }
        var form = NODES.objectNode();
        body.propertyStream()
                .limit(MOST_ELEMENTS)
                .forEach(property -> form.set(property.getKey(), of(property.getValue(), depth + 1)));
        return form;
    }
}
