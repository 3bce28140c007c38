package dev.tenantry.automation.step;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How it stands with what was handed over. */
public sealed interface Delegation {

    record Done(JsonNode result) implements Delegation {}

    /** There will be no further attempt. */
    record Failed(int failures, String error) implements Delegation {}

    /**
     * @param failures attempts that came to nothing
     * @param error    of the last one
     * @param pause    until the next one
     */
    record UnderWay(int failures, @Nullable String error, Duration pause) implements Delegation {}
}
