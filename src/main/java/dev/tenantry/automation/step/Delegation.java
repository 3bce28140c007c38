package dev.tenantry.automation.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How it stands with what was handed over. */
public sealed interface Delegation {

    /**
     * @param subjects whose texts may be in the result
     * @param next     the step that follows; null for the step's own
     */
    record Done(JsonNode result, Collection<String> subjects, @Nullable Integer next) implements Delegation {

        public Done(JsonNode result) {
            this(result, List.of(), null);
        }
    }

    /** There will be no further attempt. @param subjects whose texts may be in the error */
    record Failed(int failures, String error, Collection<String> subjects) implements Delegation {

        public Failed(int failures, String error) {
            this(failures, error, List.of());
        }
    }

    /**
     * @param failures attempts that came to nothing
     * @param error    of the last one
     * @param pause    until the next one
     */
    record UnderWay(int failures, @Nullable String error, Duration pause) implements Delegation {}

    /**
     * It waits for something that is no attempt, and is woken by it.
     *
     * @param until     when it is over at the latest; null where that is not known
     * @param lookAgain when it is to be looked at, though nobody has woken it
     */
    record Waiting(@Nullable Instant until, Duration lookAgain) implements Delegation {}
}
