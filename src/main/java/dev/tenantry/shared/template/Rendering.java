package dev.tenantry.shared.template;

import java.util.function.BiFunction;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/**
 * How a text is filled in.
 *
 * @param values  what a path leads to; a missing node where there is nothing
 * @param writing how a value stands in a text, by the path from the root
 * @param target  where the text goes
 */
public record Rendering(
        Function<String, JsonNode> values,
        BiFunction<String, JsonNode, String> writing,
        TextTarget target,
        TemplateBudget budget) {

    Rendering to(TextTarget other) {
        return other == target ? this : new Rendering(values, writing, other, budget);
    }

    String write(String path, JsonNode value) {
        return target.escape(writing.apply(path, value));
    }
}
