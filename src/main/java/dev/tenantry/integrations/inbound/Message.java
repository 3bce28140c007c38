package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * What was sent, before anything is known of it.
 *
 * @param headers by their names in lower case; of several of a name the first
 * @param url     that was asked for, with its query
 */
record Message(Map<String, String> headers, byte[] body, String url) {

    static final String TYPE = "content-type";
    static final int LONGEST_BODY = 256 * 1024;

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\\s*\"?([^\";\\s]+)",
            Pattern.CASE_INSENSITIVE);

    boolean isTooLong() {
        return body.length > LONGEST_BODY;
    }

    /** @throws ProblemException 413 where it is too long, 415 where it says that it is written otherwise than in UTF-8 */
    void demandReadable() {
        if (isTooLong()) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "the body of a message may have " + LONGEST_BODY
                    + " bytes, and this has " + body.length);
        }
        var charset = CHARSET.matcher(Objects.requireNonNullElse(header(TYPE), ""));
        if (charset.find() && !charset.group(1).equalsIgnoreCase("utf-8")
                && !charset.group(1).equalsIgnoreCase("us-ascii")) {
            throw ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "this reads UTF-8 and no other charset");
        }
    }

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
