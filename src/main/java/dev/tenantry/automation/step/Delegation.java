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

    /** There will be no further attempt. @param subjects whose texts may be in the error and the result @param result what is known all the same */
    record Failed(int failures, String error, Collection<String> subjects, @Nullable JsonNode result)
            implements
                Delegation {

        public Failed(int failures, String error) {
            this(failures, error, List.of(), null);
        }

        public Failed(int failures, String error, Collection<String> subjects) {
            this(failures, error, subjects, null);
        }
    }

    /**
     * @param failures attempts that came to nothing
     * @param error    of the last one
     * @param pause    until the next one
     */
    record UnderWay(int failures, @Nullable String error, Duration pause) implements Delegation {

        /** What is put off for less is not told of. */
        private static final Duration A_MOMENT = Duration.ofSeconds(2);

        /** Whether the run is to say why it waits: another attempt has failed, or none is made for now. @param known attempts that had failed */
        public boolean isNews(int known) {
            return failures > known || failures == known && error != null && pause.compareTo(A_MOMENT) > 0;
        }
    }

    /**
     * It waits for something that is no attempt, and is woken by it.
     *
     * @param until     when it is over at the latest; null where that is not known
     * @param lookAgain when it is to be looked at, though nobody has woken it
     */
    record Waiting(@Nullable Instant until, Duration lookAgain) implements Delegation {}
}
