package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was sent, before anything is known of it.
 *
 * @param headers by their names in lower case; of several of a name the first
 * @param url     that was asked for, with its query
 */
record Message(Map<String, String> headers, byte[] body, String url) {

    @Nullable
    String header(@Nullable String name) {
        return name == null ? null : headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    /** What a message tells whom it is for. @param headers those that are kept */
    static ObjectNode told(String id, Instant receivedAt, JsonNode headers, JsonNode body) {
        var told = JsonNodeFactory.instance.objectNode().put("id", id).put("receivedAt", receivedAt.toString());
        told.set("headers", headers);
        told.set("body", body);
        return told;
    }
}
