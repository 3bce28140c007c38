package dev.tenantry.automation.step;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves out of a body what is null, and of which its schema says that it may be lacking and not null. Each part of the schema is read once. */
final class OmittedNulls {

    private final Map<JsonNode, Set<String>> required = new IdentityHashMap<>();
    private final Map<JsonNode, Boolean> nullable = new IdentityHashMap<>();

    void leaveOut(JsonNode body, JsonNode schema) {
        if (body instanceof ObjectNode object) {
            object.remove(object.propertyStream()
                    .filter(one -> one.getValue().isNull() && isOmitted(one.getKey(), schema))
                    .map(Map.Entry::getKey)
                    .toList());
            object.forEachEntry((name, value) -> leaveOut(value, schema.path("properties").path(name)));
        }
        if (body.isArray()) {
            body.forEach(element -> leaveOut(element, schema.path("items")));
        }
    }

    private boolean isOmitted(String name, JsonNode schema) {
        return !required.computeIfAbsent(schema, OmittedNulls::required).contains(name)
                && !nullable.computeIfAbsent(schema.path("properties").path(name), OmittedNulls::takesNull);
    }

    private static Set<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(name -> name.asString("")).collect(Collectors.toSet());
    }

    private static boolean takesNull(JsonNode schema) {
        var type = schema.path("type");
        return type.isMissingNode()
                || type.asString("").equals("null")
                || type.valueStream().anyMatch(one -> one.asString("").equals("null"));
    }
}
