package dev.tenantry.automation.definition;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.record.TextUse;

/**
 * Texts with placeholders, {@code Call {{contact.name}}}. A placeholder is a path and nothing more: there is nothing to
 * evaluate, and what it is replaced with is not looked at again. What a tree of texts comes to has an end
 * ({@link ExpansionLimit}).
 */
public final class Template {

    static final String OPEN = "{{";
    static final String CLOSE = "}}";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,49}");

    private Template() {}

    /** Whether what the text says is only known when it is filled in. */
    public static boolean isOpen(JsonNode text) {
        return text.isString() && text.asString().contains(OPEN);
    }

    /** What is wrong with a text, and where; null where nothing is. */
    static @Nullable String fault(String text, Names names) {
        return fault(text, names::fault);
    }

    /** What is wrong with a text whose placeholders are names of values, {@code {{customer}}}; null where nothing is. */
    public static @Nullable String fault(String text) {
        return fault(text, name -> NAME.matcher(name).matches()
                ? null
                : "this is not a name such as customer, of at most 50 letters, digits and underscores");
    }

    private static @Nullable String fault(String text, Function<String, @Nullable String> faultOf) {
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
            var fault = faultOf.apply(text.substring(open + OPEN.length(), close).strip());
            if (fault != null) {
                return "the placeholder at character " + (open + 1) + ": " + fault;
            }
            from = close + CLOSE.length();
        }
    }

    /** The names of the values that a text has places for. */
    public static Set<String> names(String text) {
        var names = new LinkedHashSet<String>();
        addRoots(text, names);
        return names;
    }

    /** The paths of all placeholders in a text. */
    public static Set<String> paths(String text) {
        var paths = new LinkedHashSet<String>();
        var open = text.indexOf(OPEN);
        while (open >= 0) {
            var close = text.indexOf(CLOSE, open);
            if (close < 0) {
                break;
            }
            paths.add(text.substring(open + OPEN.length(), close).strip());
            open = text.indexOf(OPEN, close);
        }
        return paths;
    }

    /** Where the paths of all placeholders in a tree begin. */
    public static Set<String> roots(JsonNode tree) {
        var roots = new LinkedHashSet<String>();
        if (tree.isString()) {
            addRoots(tree.asString(), roots);
        } else {
            tree.forEach(child -> roots.addAll(roots(child)));
        }
        return roots;
    }

    private static void addRoots(String text, Set<String> roots) {
        paths(text).forEach(path -> roots.add(Scope.rootOf(path)));
    }

    /**
     * The tree as machines read it, with the placeholders of all its texts filled in: values stand in texts as JSON has them,
     * and a text that is one placeholder becomes its value.
     *
     * @throws dev.tenantry.shared.problem.ProblemException where that is too much
     */
    public static JsonNode fill(JsonNode tree, Scope scope) {
        return new TemplateRenderer(scope, null, _ -> TextUse.NONE).of(tree, TextUse.NONE);
    }

    /**
     * The tree as people read it: values stand in texts for people as the organization writes them, in others as JSON has
     * them. What is no text becomes its value where it is one placeholder.
     *
     * @param uses what a text is for that stands under a name
     * @throws dev.tenantry.shared.problem.ProblemException where that is too much
     */
    public static JsonNode fill(JsonNode tree, Scope scope, ValueFormatter formatter, Function<String, TextUse> uses) {
        return new TemplateRenderer(scope, formatter, uses).of(tree, TextUse.NONE);
    }
}
