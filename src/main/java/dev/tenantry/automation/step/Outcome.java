package dev.tenantry.automation.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.Answer;

/** What became of an attempt at a step. */
public sealed interface Outcome {

    /**
     * @param next  the step that follows
     * @param found the records whose texts are in the result, as {@code contact/17}, beside those that it names by their ids
     */
    record Done(JsonNode result, int next, List<String> found) implements Outcome {

        /** Characters of a result that is kept only where all that the run keeps is counted, and never with those of others. */
        public static final int LARGE = 100_000;

        public Done(JsonNode result, int next) {
            this(result, next, List.of());
        }

        public int characters() {
            return result.toString().length();
        }
    }

    /**
     * The run goes on with the next step after a while, or at a time.
     *
     * @param duration the while, which is what is left until the time
     * @param until    null where it is a while
     */
    record Paused(Duration duration, @Nullable Instant until) implements Outcome {}

    /**
     * @param permanent  whether another attempt would fail as well
     * @param result     what is known of the attempt
     * @param retryAfter how long the other side asked us to wait
     * @param isAsked    whether anybody was asked for anything, as far as is known
     */
    record Failed(
            String error,
            boolean permanent,
            @Nullable JsonNode result,
            @Nullable Duration retryAfter,
            boolean isAsked)
            implements
                Outcome {

        public Failed(String error, boolean permanent, @Nullable JsonNode result, @Nullable Duration retryAfter) {
            this(error, permanent, result, retryAfter, true);
        }
    }

    /**
     * Nothing was attempted, since whoever would be asked keeps failing; it is to be, after a while.
     *
     * @param isOverQuota whether it is since a quota is used up: it is to be as soon as there is room
     */
    record Deferred(String reason, Duration pause, boolean isOverQuota) implements Outcome {

        public Deferred(String reason, Duration pause) {
            this(reason, pause, false);
        }
    }

    static Done done(StepRun run, JsonNode result) {
        return new Done(result, run.step().next());
    }

    /** What an integration answered. @param result what is kept of an answer that is as it should be */
    static Outcome of(Answer answer, JsonNode result, int next) {
        if (answer.error() == null) {
            return new Done(result, next);
        }
        return answer.isDeferred()
                ? new Deferred(answer.error(), Objects.requireNonNull(answer.retryAfter()), answer.isOverQuota())
                : new Failed(answer.error(), answer.permanent(), null, answer.retryAfter(), answer.isSent());
    }

    static Failed failedForGood(String error) {
        return new Failed(error, true, null, null);
    }

    static Failed failed(String error) {
        return new Failed(error, false, null, null);
    }

    /** Nobody was asked. */
    static Failed unasked(String error) {
        return new Failed(error, true, null, null, false);
    }

    /** Whether anybody was asked for anything, as far as is known. */
    default boolean isAsked() {
        return switch (this) {
            case Failed failed -> failed.isAsked;
            case Deferred _ -> false;
            case Done _,Paused _ -> true;
        };
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
