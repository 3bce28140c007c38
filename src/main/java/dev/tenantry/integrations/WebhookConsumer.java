package dev.tenantry.integrations;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What workflows do about messages of other services. */
public interface WebhookConsumer {

    /** What can become of a message by a workflow. */
    enum Result {

        /** There is a run. */
        STARTED,
        /** There is a run that does nothing: its enrolment lets in no more. */
        TURNED_AWAY,
        /** The trigger's filter does not hold. */
        FILTERED,
        /** An expression of the filter comes to no answer. */
        UNANSWERED, NOT_ACTIVE, FAILED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of a message by a workflow.
     *
     * @param result started, turned_away: there is a run that is turned away, filtered: the filter does not hold, unanswered: an expression of
     *               it comes to no answer, not_active, or failed
     * @param reason in words; absent where it started
     */
    record Outcome(
            UUID workflowId,
            Result result,
            @Nullable String reason,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long runId) {

        public static Outcome none(UUID workflowId, Result result, String reason) {
            return new Outcome(workflowId, result, reason, null);
        }
    }

    /** Why nothing can be started by a message, as it holds too much; null where it does not. @param message as {@link #on} takes it */
    @Nullable
    String fault(ObjectNode message);

    /**
     * In the transaction that notes what came of it.
     *
     * @param message {@code id}, {@code receivedAt}, {@code headers} and {@code body}
     */
    Outcome on(UUID workflow, ObjectNode message);

    /**
     * The same of all workflows that wait for what an integration is told, whichever of them fail.
     *
     * @param begun those that are not asked, as they have begun a run by it
     */
    List<Outcome> ofIntegration(UUID integration, ObjectNode message, Set<UUID> begun);
}
