package dev.tenantry.automation.definition;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** One tree of texts that is being filled in; what it comes to has an end. */
final class Filling {

    private final Scope scope;
    private final @Nullable Wording wording;
    private final Predicate<String> isText;
    private final Expansion expansion = new Expansion();

    /** @param wording null where machines read it @param isText of a name, whether what stands under it is a text for people */
    Filling(Scope scope, @Nullable Wording wording, Predicate<String> isText) {
        this.scope = scope;
        this.wording = wording;
        this.isText = isText;
    }

    /** @param stands whether the tree is under the name of a text */
    JsonNode of(JsonNode tree, boolean stands) {
        if (tree.isString()) {
            return string(tree.asString(), stands);
        }
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(of(element, stands)));
            return array;
        }
        if (tree.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(property -> {
                expansion.spend(property.getKey().length());
                object.set(property.getKey(), of(property.getValue(), isText.test(property.getKey())));
            });
            return object;
        }
        return tree;
    }

    /** A text that is but the place of a value that is missing is missing, too. */
    private JsonNode string(String text, boolean isForPeople) {
        var whole = wholePath(text);
        if (whole == null) {
            return StringNode.valueOf(filled(text));
        }
        var value = scope.at(whole);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.nullNode();
        }
        var written = isForPeople ? text(whole, value) : machineText(value);
        // The node is shared and costs nothing yet; what it costs is its text, which each mention adds once more.
        expansion.spend(written.length());
        return isForPeople ? StringNode.valueOf(written) : value;
    }

    private String filled(String text) {
        var filled = new StringBuilder();
        var from = 0;
        while (true) {
            var open = text.indexOf(Template.OPEN, from);
            var close = open < 0 ? -1 : text.indexOf(Template.CLOSE, open);
            if (close < 0) {
                expansion.spend(text.length() - from);
                return filled.append(text, from, text.length()).toString();
            }
            expansion.spend(open - from);
            filled.append(text, from, open);
            var path = text.substring(open + Template.OPEN.length(), close).strip();
            var value = text(path, scope.at(path));
            expansion.spend(value.length());
            filled.append(value);
            from = close + Template.CLOSE.length();
        }
    }

    private String text(String path, JsonNode value) {
        return wording == null ? machineText(value) : wording.of(path, value);
    }

    private static String machineText(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isContainer() ? value.toString() : value.asString();
    }

    private static @Nullable String wholePath(String text) {
        if (!text.startsWith(Template.OPEN)
                || text.indexOf(Template.CLOSE) != text.length() - Template.CLOSE.length()) {
            return null;
        }
        return text.substring(Template.OPEN.length(), text.length() - Template.CLOSE.length()).strip();
    }
}
