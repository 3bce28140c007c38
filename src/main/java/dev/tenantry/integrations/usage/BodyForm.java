package dev.tenantry.integrations.usage;

import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The form of a body: its names and truth values, of each text its length, and that a number is one. So what is kept has no secret in it,
 * and tells of nobody and of no amount, whoever sees it, and whoever is erased later. Of an answer that says why it fails short numbers
 * are kept, as those are codes.
 */
final class BodyForm {

    private static final int MOST_ELEMENTS = 50;
    private static final int DEEPEST = 6;
    private static final int LARGEST_CODE = 999_999;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]{0,49}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final boolean hasCodes;

    private BodyForm(boolean hasCodes) {
        this.hasCodes = hasCodes;
    }

    static JsonNode of(JsonNode body) {
        return new BodyForm(false).of(body, 0);
    }

    static JsonNode ofFailure(JsonNode answer) {
        return new BodyForm(true).of(answer, 0);
    }

    /** What is no identifier may be a value: an address, or what somebody is called. */
    private static String name(String name) {
        return IDENTIFIER.matcher(name).matches() ? name : "(name)";
    }

    private boolean isCode(JsonNode number) {
        return hasCodes && number.isIntegralNumber() && number.canConvertToInt()
                && Math.abs(number.asInt()) <= LARGEST_CODE;
    }

    private JsonNode of(JsonNode body, int depth) {
        if (body.isString()) {
            return NODES.stringNode("(%s characters)".formatted(body.asString().length()));
        }
        if (body.isNumber() && !isCode(body)) {
            return NODES.stringNode("(number)");
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
                .forEach(property -> form.set(name(property.getKey()), of(property.getValue(), depth + 1)));
        return form;
    }
}
