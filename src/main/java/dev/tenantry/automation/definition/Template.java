package dev.tenantry.automation.definition;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Texts with placeholders, {@code Call {{contact.name}}}. A placeholder is a path and nothing more: there is nothing to
 * evaluate, and what it is replaced with is not looked at again. What a tree of texts comes to has an end
 * ({@link Expansion}).
 */
public final class Template {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Template() {}

    /** Whether what the text says is only known when it is filled in. */
    public static boolean isOpen(JsonNode text) {
        return text.isString() && text.asString().contains(OPEN);
    }

    /** What is wrong with a text, and where; null where nothing is. */
    static @Nullable String fault(String text, Names names) {
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
            var fault = names.fault(text.substring(open + OPEN.length(), close).strip());
            if (fault != null) {
                return "the placeholder at character " + (open + 1) + ": " + fault;
            }
            from = close + CLOSE.length();
        }
    }

    /** Where the paths of all placeholders in a tree begin. */
    static Set<String> roots(JsonNode tree) {
        var roots = new LinkedHashSet<String>();
        if (tree.isString()) {
            addRoots(tree.asString(), roots);
        } else {
            tree.forEach(child -> roots.addAll(roots(child)));
        }
        return roots;
    }

    private static void addRoots(String text, Set<String> roots) {
        var open = text.indexOf(OPEN);
        while (open >= 0) {
            var close = text.indexOf(CLOSE, open);
            if (close < 0) {
                return;
            }
            roots.add(Scope.rootOf(text.substring(open + OPEN.length(), close).strip()));
            open = text.indexOf(OPEN, close);
        }
    }

    /** The text with its placeholders filled in; a missing value leaves nothing behind. */
    public static String fill(String text, Scope scope) {
        return fill(text, scope, new Expansion());
    }

    /**
     * The tree with the placeholders of all its texts filled in; a text that is one placeholder becomes its value.
     *
     * @throws dev.tenantry.shared.problem.ProblemException where that is too much
     */
    public static JsonNode fill(JsonNode tree, Scope scope) {
        return fill(tree, scope, new Expansion());
    }

    private static String fill(String text, Scope scope, Expansion expansion) {
        var filled = new StringBuilder();
        var from = 0;
        while (true) {
            var open = text.indexOf(OPEN, from);
            var close = open < 0 ? -1 : text.indexOf(CLOSE, open);
            if (close < 0) {
                expansion.spend(text.length() - from);
                return filled.append(text, from, text.length()).toString();
            }
            expansion.spend(open - from);
            filled.append(text, from, open);
            var value = text(scope.at(text.substring(open + OPEN.length(), close).strip()));
            expansion.spend(value.length());
            filled.append(value);
            from = close + CLOSE.length();
        }
    }

    private static JsonNode fill(JsonNode tree, Scope scope, Expansion expansion) {
        if (tree.isString()) {
            return fillString(tree.asString(), scope, expansion);
        }
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(fill(element, scope, expansion)));
            return array;
        }
        if (tree.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(property -> {
                expansion.spend(property.getKey().length());
                object.set(property.getKey(), fill(property.getValue(), scope, expansion));
            });
            return object;
        }
        return tree;
    }

    private static JsonNode fillString(String text, Scope scope, Expansion expansion) {
        var whole = wholePath(text);
        if (whole == null) {
            return StringNode.valueOf(fill(text, scope, expansion));
        }
        var value = scope.at(whole);
        // The node is shared and costs nothing yet; what it costs is its text, which each mention adds once more.
        expansion.spend(text(value).length());
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
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
