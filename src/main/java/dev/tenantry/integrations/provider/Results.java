package dev.tenantry.integrations.provider;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of answers. */
final class Results {

    private Results() {}

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(String name, JsonNode value) {
        return none().set(name, value);
    }
}
