package dev.tenantry.automation.definition;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Texts with placeholders, {@code Call {{contact.name}}}. A placeholder is a path and nothing more: there is nothing to
 * evaluate, and what it is replaced with is not looked at again.
 */
public final class Template {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Pattern PATH = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_-]+)*");

    private Template() {}

    /** What is wrong with a text, and where; null where nothing is. */
    static @Nullable String fault(String text) {
        var from = 0;
        while (true) {
            var open = text.indexOf(OPEN, from);
            if (open < 0) {
                return null;
            }
            var close = text.indexOf(CLOSE, open);
            if (close < 0) {
                return "the placeholder at character " + (open + 1) + " has no end";
            }
            var path = text.substring(open + OPEN.length(), close).strip();
            if (!PATH.matcher(path).matches()) {
                return "the placeholder at character " + (open + 1) + " is not a path such as contact.name";
            }
            if (!Scope.ROOTS.contains(Scope.rootOf(path))) {
                return "the placeholder at character " + (open + 1) + " begins with none of " + Scope.ROOTS;
            }
            from = close + CLOSE.length();
        }
    }

    /** The text with its placeholders filled in; a missing value leaves nothing behind. */
    public static String fill(String text, Scope scope) {
        var filled = new StringBuilder();
        var from = 0;
        while (true) {
            var open = text.indexOf(OPEN, from);
            var close = open < 0 ? -1 : text.indexOf(CLOSE, open);
            if (close < 0) {
                return filled.append(text, from, text.length()).toString();
            }
            filled.append(text, from, open).append(text(scope.at(text.substring(open + OPEN.length(), close).strip())));
            from = close + CLOSE.length();
        }
    }

    /** The tree with the placeholders of all its texts filled in; a text that is one placeholder becomes its value. */
    public static JsonNode fill(JsonNode tree, Scope scope) {
        if (tree.isString()) {
            var whole = wholePath(tree.asString());
            if (whole == null) {
                return StringNode.valueOf(fill(tree.asString(), scope));
            }
            var value = scope.at(whole);
            return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        }
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(fill(element, scope)));
            return array;
        }
        if (tree.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(property -> object.set(property.getKey(), fill(property.getValue(), scope)));
            return object;
        }
        return tree;
    }

    private static @Nullable String wholePath(String text) {
        if (!text.startsWith(OPEN) || text.indexOf(CLOSE) != text.length() - CLOSE.length()) {
            return null;
        }
        return text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isContainer() ? value.toString() : value.asString();
    }
}
