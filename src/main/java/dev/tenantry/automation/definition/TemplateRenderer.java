package dev.tenantry.automation.definition;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.record.TextUse;

/** One tree of texts that is being filled in; what it comes to has an end. */
final class TemplateRenderer {

    private final Scope scope;
    private final @Nullable ValueFormatter formatter;
    private final Function<String, TextUse> uses;
    private final ExpansionLimit limit = new ExpansionLimit();

    /** @param formatter null where machines read all of it @param uses of a name, what a text under it is for */
    TemplateRenderer(Scope scope, @Nullable ValueFormatter formatter, Function<String, TextUse> uses) {
        this.scope = scope;
        this.formatter = formatter;
        this.uses = uses;
    }

    /** @param use of the texts in the tree, but for those under other names */
    JsonNode of(JsonNode tree, TextUse use) {
        if (tree.isString()) {
            return string(tree.asString(), use);
        }
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(of(element, use)));
            return array;
        }
        if (tree.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(property -> {
                limit.spend(property.getKey().length());
                object.set(property.getKey(), of(property.getValue(), uses.apply(property.getKey())));
            });
            return object;
        }
        return tree;
    }

    /** A text that is but the place of a value that is missing is missing, too. */
    private JsonNode string(String text, TextUse use) {
        var whole = wholePath(text);
        if (whole == null) {
            return StringNode.valueOf(filled(text, use));
        }
        var value = scope.at(whole);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.nullNode();
        }
        var written = text(whole, value, use);
        // The node is shared and costs nothing yet; what it costs is its text, which each mention adds once more.
        limit.spend(written.length());
        return use == TextUse.NONE ? value : StringNode.valueOf(written);
    }

    private String filled(String text, TextUse use) {
        var filled = new StringBuilder();
        var from = 0;
        while (true) {
            var open = text.indexOf(Template.OPEN, from);
            var close = open < 0 ? -1 : text.indexOf(Template.CLOSE, open);
            if (close < 0) {
                limit.spend(text.length() - from);
                return filled.append(text, from, text.length()).toString();
            }
            limit.spend(open - from);
            filled.append(text, from, open);
            var path = text.substring(open + Template.OPEN.length(), close).strip();
            var value = text(path, scope.at(path), use);
            limit.spend(value.length());
            filled.append(value);
            from = close + Template.CLOSE.length();
        }
    }

    private String text(String path, JsonNode value, TextUse use) {
        return formatter == null || use != TextUse.READ ? machineText(value) : formatter.of(path, value);
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
