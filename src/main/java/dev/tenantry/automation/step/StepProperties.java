package dev.tenantry.automation.step;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.text.Texts;

/** Brings a record's values into a step's config and out of it again. */
final class StepProperties {

    private static final String CUT = "cut";

    private StepProperties() {}

    /** The properties whose values are known when a workflow is saved, because nothing is to be filled in. */
    static ObjectNode known(JsonNode properties) {
        var known = Outcome.object();
        properties.properties()
                .stream()
                .filter(property -> !hasOpenText(property.getValue()))
                .forEach(property -> known.set(property.getKey(), property.getValue()));
        return known;
    }

    /**
     * Shortens what is longer than its field where the step's {@code tooLong} is {@code cut}; the record refuses it
     * otherwise, and the step fails.
     */
    static ObjectNode fitted(ObjectNode properties, JsonNode config, RecordAccess records) {
        if (!config.path("tooLong").asString("").equals(CUT)) {
            demandFitting(properties, records);
            return properties;
        }
        var fitted = Outcome.object();
        properties.properties()
                .forEach(property -> fitted.set(property.getKey(),
                        property.getValue().isString()
                                ? shortened(property.getKey(), property.getValue(), records)
                                : property.getValue()));
        return fitted;
    }

    private static void demandFitting(ObjectNode properties, RecordAccess records) {
        var tooLong = properties.propertyStream()
                .filter(property -> property.getValue().isString())
                .filter(property -> Texts.length(property.getValue().asString()) > longest(records, property.getKey()))
                .map(property -> new FieldError(property.getKey(), "size",
                        "this has %s characters, and there can be %s; with \"tooLong\": \"cut\" in its config the step cuts it"
                                .formatted(Texts.length(property.getValue().asString()),
                                        longest(records, property.getKey()))))
                .toList();
        if (!tooLong.isEmpty()) {
            throw ProblemException.invalid(tooLong);
        }
    }

    private static int longest(RecordAccess records, String property) {
        return records.longest(property).orElse(Integer.MAX_VALUE);
    }

    /** A field stays as it is where nothing is known that its placeholder stands for: only what is told empty is emptied. */
    static ObjectNode told(JsonNode stated, JsonNode filled) {
        var fields = (ObjectNode) filled;
        var unknown = fields.propertyStream()
                .filter(field -> field.getValue().isNull() && Template.isOpen(stated.path(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return fields.remove(unknown);
    }

    private static JsonNode shortened(String name, JsonNode value, RecordAccess records) {
        var text = value.asString();
        var longest = records.longest(name);
        return longest.isEmpty()
                ? value
                : Outcome.object().stringNode(Texts.wholeBeginning(text, longest.getAsInt()));
    }

    private static boolean hasOpenText(JsonNode value) {
        return Template.isOpen(value) || value.valueStream().anyMatch(StepProperties::hasOpenText);
    }
}
