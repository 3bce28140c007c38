package dev.tenantry.automation.definition;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.template.TemplateNames;
import dev.tenantry.shared.template.TextTemplate;

/** The texts of workflows, {@code Call {{contact.name}}}: what they name, and trees of them filled in. */
public final class Template {

    private static final String PLACE = "-";
    private static final String ITEM = ".";

    private Template() {}

    /** Whether what the text says is only known when it is filled in. */
    public static boolean isOpen(JsonNode text) {
        return text.isString() && TextTemplate.isOpen(text.asString());
    }

    /** The path that a text has, in the braces of a placeholder or without. */
    public static String whole(String text) {
        var path = TextTemplate.isOpen(text) ? TextTemplate.of(text).whole() : text.strip();
        return path == null ? "" : path;
    }

    /** What is wrong with a text, and where; null where nothing is. */
    public static @Nullable String fault(String text, TemplateNames names) {
        return TextTemplate.of(text).fault(names);
    }

    /** The paths of all placeholders in a text, but for those of a section's item and its place. */
    public static Set<String> paths(String text) {
        var paths = new LinkedHashSet<>(TextTemplate.of(text).names());
        paths.removeIf(path -> path.startsWith(PLACE) || path.equals(ITEM));
        return paths;
    }

    /** Likewise, of those outside of sections. */
    public static Set<String> outerPaths(String text) {
        return TextTemplate.of(text).outerNames();
    }

    /** What stands in a text whatever its values are. */
    public static String fixed(String text) {
        return TextTemplate.of(text).fixed();
    }

    /** Where the paths of all placeholders in a tree begin. */
    public static Set<String> roots(JsonNode tree) {
        var roots = new LinkedHashSet<String>();
        if (tree.isString()) {
            paths(tree.asString()).forEach(path -> roots.add(Scope.rootOf(path)));
        } else {
            tree.forEach(child -> roots.addAll(roots(child)));
        }
        return roots;
    }

    /**
     * The tree as machines read it, with the placeholders of all its texts filled in: values stand in texts as JSON has them,
     * and a text that is one placeholder becomes its value.
     *
     * @throws dev.tenantry.shared.problem.ProblemException where that is too much, or a value is missing that must not be
     */
    public static JsonNode fill(JsonNode tree, Scope scope, Missing missing) {
        return new TemplateRenderer(scope, missing, (_, _) -> "", _ -> TextUse.NONE).of(tree, TextUse.NONE);
    }

    /** Likewise, where what is missing is left out. */
    public static JsonNode fill(JsonNode tree, Scope scope) {
        return fill(tree, scope, Missing.EMPTY);
    }

    /**
     * The tree as people read it: values stand in texts for people as the organization writes them, in others as JSON has
     * them. What is no text becomes its value where it is one placeholder.
     *
     * @param uses what a text is for that stands under a name
     * @throws dev.tenantry.shared.problem.ProblemException where that is too much, or a value is missing that must not be
     */
    public static JsonNode fill(JsonNode tree, Scope scope, Missing missing, ValueFormatter formatter,
            Function<String, TextUse> uses) {
        return new TemplateRenderer(scope, missing, (path, value) -> formatter.of(path, value, scope), uses).of(tree,
                TextUse.NONE);
    }

    /**
     * Texts for people whose placeholders are names of values.
     *
     * @param values  by their names
     * @param written likewise, as they stand in texts: what is within them is written as its form says
     * @param uses    what a text is for that stands under a name
     * @throws dev.tenantry.shared.problem.ProblemException where that is too much
     */
    public static JsonNode fill(JsonNode tree, JsonNode values, JsonNode written, ValueFormatter formatter,
            Function<String, TextUse> uses) {
        return new TemplateRenderer(new Scope(values), Missing.EMPTY,
                (path, value) -> written.has(path) ? written.path(path).asString() : formatter.of("", value),
                uses).of(tree, TextUse.READ);
    }
}
