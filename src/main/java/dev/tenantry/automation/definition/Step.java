package dev.tenantry.automation.definition;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A step of a workflow.
 *
 * @param index   its place in the document
 * @param id      by which others name it, and which stays with it wherever it is moved to
 * @param config  what its type needs, as the schema describes it
 * @param next    the step that follows; the number of steps where the run ends
 * @param timeout how long one attempt may take, as the step states; null: as long as is usual for what it does
 * @param missing what becomes of placeholders that there is no value for
 * @param places  where each step of the document stands, by its id
 * @param variables the workflow's, as the document was saved
 */
public record Step(
        int index,
        String id,
        String type,
        @Nullable String name,
        JsonNode config,
        int next,
        @Nullable Duration timeout,
        Retries retries,
        Missing missing,
        StepIds places,
        Map<String, VariableType> variables) {

    private static final String TIMEOUT = "timeoutSeconds";

    /** Reads a step that the schema has accepted. */
    static Step read(int index, JsonNode step, StepIds places, Map<String, VariableType> variables) {
        return new Step(index, places.at(index), step.path("type").asString(), step.path("name").asString(null),
                step.path("config"), places.indexOf(step.path("next"), index + 1),
                step.has(TIMEOUT) ? Duration.ofSeconds(step.path(TIMEOUT).asInt()) : null,
                Retries.read(step.path(Retries.NAME)), Missing.read(step.path("missing")), places, variables);
    }

    /** How long one attempt may take, that is usually let take so long. */
    public Duration timeout(Duration usual) {
        return timeout == null ? usual : timeout;
    }

    /** As errors call it: by the id that it was given, or by its place. */
    public String called() {
        return "step " + (id.matches("step-\\d+") ? Integer.toString(index) : id);
    }

    /** The step of the config that follows, where it names one. */
    public int target(String property) {
        return target(config.path(property));
    }

    /** The step that is named so, by its id or its index; the next one where none is. */
    public int target(JsonNode reference) {
        return places.indexOf(reference, index + 1);
    }
}
