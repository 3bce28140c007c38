package dev.tenantry.automation.definition;

import java.util.function.BiFunction;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.template.Rendering;
import dev.tenantry.shared.template.TemplateBudget;
import dev.tenantry.shared.template.TextTarget;
import dev.tenantry.shared.template.TextTemplate;

/** One tree of texts that is being filled in; what it comes to has an end. */
final class TemplateRenderer {

    private final Scope scope;
    private final Missing missing;
    private final BiFunction<String, JsonNode, String> forPeople;
    private final Function<String, TextUse> uses;
    private final TemplateBudget budget = new TemplateBudget();

    /**
     * @param forPeople how a value that a path leads to stands in texts that people read
     * @param uses      of a name, what a text under it is for
     */
    TemplateRenderer(Scope scope, Missing missing, BiFunction<String, JsonNode, String> forPeople,
            Function<String, TextUse> uses) {
        this.scope = scope;
        this.missing = missing;
        this.forPeople = forPeople;
        this.uses = uses;
    }

    /** @param use of the texts in the tree, but for those under other names */
    JsonNode of(JsonNode tree, TextUse use) {
        if (tree.isString()) {
            return Template.isOpen(tree) ? string(TextTemplate.of(tree.asString()), use) : literal(tree);
        }
        if (tree.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(of(element, use)));
            return array;
        }
        if (tree.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(property -> {
                budget.spend(property.getKey().length());
                object.set(property.getKey(), of(property.getValue(), uses.apply(property.getKey())));
            });
            return object;
        }
        return tree;
    }

    private JsonNode literal(JsonNode text) {
        budget.spend(text.asString().length());
        return text;
    }

    /** A text that is but the place of a value that is missing is missing, too. */
    private JsonNode string(TextTemplate text, TextUse use) {
        var whole = text.whole();
        if (whole == null) {
            return StringNode.valueOf(text.fill(
                    new Rendering(scope::at, (path, value) -> text(path, value, use), target(use), budget)));
        }
        var value = scope.at(whole);
        if (isNothing(value)) {
            var otherwise = missing.at(whole);
            return otherwise.isEmpty() ? JsonNodeFactory.instance.nullNode() : StringNode.valueOf(otherwise);
        }
        var written = target(use).escape(text(whole, value, use));
        // The node is shared and costs nothing yet; what it costs is its text, which each mention adds once more.
        budget.spend(written.length());
        return use == TextUse.NONE ? value : StringNode.valueOf(written);
    }

    private String text(String path, JsonNode value, TextUse use) {
        if (isNothing(value)) {
            return missing.at(path);
        }
        return switch (use) {
            case READ, POSTED, HTML -> forPeople.apply(path, value);
            case NONE, COMPARED, ADDRESS -> forMachines(value);
        };
    }

    private static TextTarget target(TextUse use) {
        return switch (use) {
            case POSTED -> TextTarget.CHANNEL;
            case HTML -> TextTarget.HTML;
            case ADDRESS -> TextTarget.ADDRESS;
            case NONE, COMPARED, READ -> TextTarget.PLAIN;
        };
    }

    private static String forMachines(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString();
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
