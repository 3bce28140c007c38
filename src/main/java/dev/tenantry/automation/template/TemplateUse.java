package dev.tenantry.automation.template;

import java.util.Map;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.workflow.Authoring;

/** A workflow that is to be made of a template. @param name absent: the template's @param variables what they are, by their names */
record TemplateUse(
        @Size(min = 1, max = 200) @Nullable String name,
        @Size(max = Authoring.MOST_VARIABLES) @Nullable Map<String, @Nullable JsonNode> variables) {

    Map<String, @Nullable JsonNode> values() {
        return variables == null ? Map.of() : variables;
    }
}
