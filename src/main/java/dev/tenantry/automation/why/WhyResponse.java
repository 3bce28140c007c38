package dev.tenantry.automation.why;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a workflow did or did not run for a record, or by a message.
 *
 * @param record         the record, such as contact/17; absent where a message is asked about
 * @param message        the message, likewise
 * @param active         whether the workflow is active now
 * @param currentVersion the version that is in force now
 * @param objection      why the workflow may not do what it does, by the rights that its publisher has now; absent where it may
 * @param lacking        permissions that the caller would need to see the values that comparisons found; absent where there are none
 * @param results        what happened to the record last, and runs about it that no event began, the newest first, 20 at most
 */
record WhyResponse(
        UUID workflowId,
        @Nullable String record,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long message,
        boolean active,
        int currentVersion,
        @Nullable String objection,
        @Nullable Set<String> lacking,
        List<Occurrence> results) {

    /**
     * Something that could have started a run, or did.
     *
     * @param eventId absent where somebody, a time or a message started the run, and where no event tells of the record
     * @param event   the event's name, likewise
     * @param version of the workflow that was in force then; absent where there was none
     * @param outcome what came of it
     * @param stages  how it came to that, in order, up to the one that decided
     * @param runId   the run that there is
     */
    record Occurrence(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long eventId,
            @Nullable String event,
            Instant occurredAt,
            @Nullable Integer version,
            Outcome outcome,
            List<Stage> stages,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long runId,
            @Nullable String runStatus) {}

    /**
     * A stage that it came to.
     *
     * @param passed      whether it went on from there
     * @param reason      what decided, in words
     * @param until       of a run or a start that waits: when it goes on, or begins
     * @param comparisons of a filter: each with the value that it found
     */
    record Stage(
            StageName stage,
            boolean passed,
            String reason,
            @Nullable Instant until,
            @Nullable List<Compared> comparisons) {

        Stage(StageName stage, boolean passed, String reason) {
            this(stage, passed, reason, null, null);
        }
    }

    /**
     * A comparison of the filter, decided now over what the event told.
     *
     * @param expression instead of field, operator and value
     * @param found      the value at the field; absent where there is none, or the caller may not see it
     * @param holds      absent where an expression came to no answer, or the caller may not see what it looks at
     * @param reason     why an expression came to no answer
     */
    record Compared(
            @Nullable String field,
            @Nullable String operator,
            @Nullable JsonNode value,
            @Nullable String expression,
            @Nullable JsonNode found,
            @Nullable Boolean holds,
            @Nullable String reason) {}
}
