package dev.tenantry.automation.definition;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A step of a workflow.
 *
 * @param index   its place in the document
 * @param config  what its type needs, as the schema describes it
 * @param next    the step that follows; the number of steps where the run ends
 * @param timeout how long one attempt may take
 */
public record Step(
        int index,
        String type,
        @Nullable String name,
        JsonNode config,
        int next,
        Duration timeout,
        Retries retries) {

    private static final int DEFAULT_TIMEOUT_SECONDS = 10;

    /** Reads a step that the schema has accepted. */
    static Step read(int index, JsonNode step) {
        return new Step(index, step.path("type").asString(), step.path("name").asString(null),
                step.path("config"), step.path("next").asInt(index + 1),
                Duration.ofSeconds(step.path("timeoutSeconds").asInt(DEFAULT_TIMEOUT_SECONDS)),
                Retries.read(step.path("retry")));
    }

    /** A step of the config that follows, where it names one. */
    public int target(String property) {
        return config.path(property).asInt(index + 1);
    }
}
