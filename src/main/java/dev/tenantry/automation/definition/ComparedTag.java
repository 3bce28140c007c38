package dev.tenantry.automation.definition;

import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** A tag that a comparison is with, by its id: what compares with one that is gone never holds, or always. */
public record ComparedTag(String id) implements Prerequisite {

    private static final String FIELD = "trigger.tagId";

    /** @param needed stands at the comparison */
    private static void require(Comparison comparison, Prerequisites needed) {
        if (comparison.field().equals(FIELD) && !comparison.isExpression() && !comparison.operator().equals("exists")) {
            var value = comparison.value();
            (value.isArray() ? value.valueStream() : Stream.of(value)).filter(JsonNode::isString)
                    .forEach(id -> needed.at("value").add(new ComparedTag(id.asString())));
        }
    }

    /**
     * Of everything in it that its schema says to be a comparison, wherever that stands.
     *
     * @param needed stands at it
     */
    static void requireOf(JsonNode config, JsonNode schema, Prerequisites needed) {
        if (isComparison(schema)) {
            require(Comparison.read(config), needed);
        }
        for (var property : config.properties()) {
            requireOf(property.getValue(), schema.path("properties").path(property.getKey()),
                    needed.at(property.getKey()));
        }
        for (var index = 0; config.isArray() && index < config.size(); index++) {
            requireOf(config.path(index), schema.path("items"), needed.at(index));
        }
    }

    private static boolean isComparison(JsonNode schema) {
        return schema.path("$ref").asString("").equals(StepConfig.DEFINITIONS + "comparison")
                || schema.at("/properties/operator/$ref").asString("").equals(StepConfig.DEFINITIONS + "operator");
    }

    /** @param needed stands where the filter is a property */
    static void requireOfFilter(Trigger trigger, Prerequisites needed) {
        for (var index = 0; index < trigger.filter().size(); index++) {
            require(trigger.filter().get(index), needed.at("filter").at(index));
        }
    }

    @Override
    public String code() {
        return "unknown-reference";
    }

    @Override
    public Set<String> permissions() {
        return Set.of("tags:read");
    }
}
