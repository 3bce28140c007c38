package dev.tenantry.integrations.inbound;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.JsonText;

/** What a body says, by its type: JSON, a form, whose names become properties, or a text. */
@Component
class Bodies {

    private static final int MOST_FIELDS = 1_000;
    /** The field with the JSON of a form that is one for that alone. */
    private static final String WRAPPING = "payload";

    private final JsonMapper json;

    Bodies(JsonMapper json) {
        this.json = json;
    }

    /**
     * Of a message that is verified so: some services send JSON within a form.
     *
     * @throws ProblemException 400 where it is not of the form that it says it is of, 413 where it holds too much
     */
    JsonNode read(@Nullable String contentType, String body, Verifier verifier) {
        var read = read(contentType, body);
        var wrapped = verifier.wrapsJson() && isForm(contentType) ? read.path(WRAPPING).asString("") : "";
        if (wrapped.isEmpty()) {
            return read;
        }
        JsonText.check(wrapped.getBytes(StandardCharsets.UTF_8));
        return json.readTree(wrapped);
    }

    /** What is kept beside a body, by its names. */
    JsonNode told(Map<String, ?> named) {
        return json.valueToTree(named);
    }

    private static String type(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static boolean isForm(@Nullable String contentType) {
        return type(contentType).equals("application/x-www-form-urlencoded");
    }

    /** @throws ProblemException 400 where it is none */
    static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException _) {
            // said below
        }
        throw ProblemException.malformed("", "the body must be UTF-8 without the character U+0000");
    }

    /** @throws ProblemException as above */
    JsonNode read(@Nullable String contentType, String body) {
        var type = type(contentType);
        if (isForm(contentType)) {
            return form(body);
        }
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            return json.getNodeFactory().stringNode(body);
        }
        JsonText.check(body.getBytes(StandardCharsets.UTF_8));
        return json.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body);
    }

    private ObjectNode form(String body) {
        var form = json.createObjectNode();
        var pairs = body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw ProblemException.malformed("", "a form has at most " + MOST_FIELDS + " fields");
        }
        for (var pair : pairs) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                add(form, decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return form;
    }

    /** What is there several times is a list. */
    private void add(ObjectNode form, String name, String value) {
        switch (form.path(name)) {
            case ArrayNode several -> several.add(value);
            case JsonNode one when one.isString() -> form.putArray(name).add(one.asString()).add(value);
            default -> form.put(name, value);
        }
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw ProblemException.malformed("",
                "a form must be UTF-8 with percent-encoding, without the character U+0000");
    }
}
