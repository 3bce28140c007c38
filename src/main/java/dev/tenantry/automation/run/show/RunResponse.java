package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.run.RunErrors;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.shared.web.Versioned;

/**
 * A run of a workflow.
 *
 * @param workflowVersion the version that it is pinned to, when it is tried again, too
 * @param triggerId       the trigger that started it
 * @param publishedBy     with whose rights it acts: whoever published the workflow
 * @param publishedScopes what is left to it of what that member may do, when it is tried again, too: what an API key had by which it was published;
 *                        absent where all is
 * @param replayOf        the run that this one does again
 * @param rootId          the first cause, which all runs share that go back to it
 * @param depth           how many automations stand between it and a person's own doing
 * @param status          refused: its cause had begun too many; turned_away: the workflow's enrolment let it not in, whoever asked for it; nothing
 *                        of either has been carried out. parked: it took its instance with it again and again, or could not be read, and waits for somebody to retry or cancel it
 * @param waitingUntil    of a run that waits: when it goes on, tries its step again, or begins
 * @param waitsFor        of a queued run, or one whose mail waits: the limit by which it does not begin yet, or go on; absent where it is only a matter of moments
 * @param pausedAt        since when it begins no more steps, until it is resumed
 * @param pausedBy        who paused it
 * @param resultSummary   {@code succeededSteps}, {@code lastStep}, where mails did not reach some of their recipients {@code refusedRecipients}, how many, and of a run
 *                        that its goal has ended {@code goal}, which event that was
 * @param errorDetails    what it ended with, or waits for, or who has cancelled it; just at which step where the caller may not see what the run has read
 * @param triggerData     what started it tells; absent where the caller may not see it
 * @param lacking         permissions that the caller would need to see what the run has read, and what it has from other runs; absent where there are none
 * @param parentRunId     the run that has begun it as a part, whose step {@code parentStep} waits for it
 * @param path            of a part: the item or branch that it is for, {@code each.17}
 * @param steps           those that it came to, in order; absent in lists
 */
public record RunResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        UUID workflowId,
        int workflowVersion,
        @Nullable UUID triggerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long eventId,
        @Nullable UUID startedBy,
        @Nullable UUID publishedBy,
        @Nullable List<String> publishedScopes,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long replayOf,
        UUID rootId,
        int depth,
        RunStatus status,
        @Nullable Instant waitingUntil,
        RunWaits.@Nullable WaitsFor waitsFor,
        @Nullable Instant pausedAt,
        @Nullable UUID pausedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable JsonNode resultSummary,
        @Nullable String errorDetails,
        @Nullable JsonNode triggerData,
        @Nullable Set<String> lacking,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long parentRunId,
        @Nullable Integer parentStep,
        @Nullable String path,
        int version,
        @Nullable List<StepResponse> steps) implements Versioned {

    /**
     * A step that the run came to.
     *
     * @param stepId         as the workflow calls it
     * @param stepConfig     as it was carried out, its texts filled in
     * @param status         waiting: for the end of a pause, an answer or an event
     * @param waitingUntil   of a step that waits or is to be tried again: until when at the latest
     * @param retryCount     how many times it was attempted again, the time that is due included
     * @param idempotencyKey by which a receiver recognises what it has had already; a webhook's {@code webhook-id}. None where the program cannot be read any more
     */
    public record StepResponse(
            int stepIndex,
            @Nullable String stepId,
            String stepType,
            @Nullable JsonNode stepConfig,
            StepStatus status,
            @Nullable Instant waitingUntil,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable JsonNode result,
            @Nullable String errorMessage,
            int retryCount,
            @Nullable String idempotencyKey) {

        /** Without what it has read and written: an error can quote either. */
        StepResponse bare() {
            return new StepResponse(stepIndex, stepId, stepType, null, status, waitingUntil, startedAt, endedAt, null,
                    null,
                    retryCount, idempotencyKey);
        }
    }

    /** As it is to be shown to somebody who lacks these permissions. */
    RunResponse without(@Nullable Set<String> lacked) {
        return lacked == null || lacked.isEmpty()
                ? this
                : new RunResponse(id, workflowId, workflowVersion, triggerId, eventId, startedBy, publishedBy,
                        publishedScopes, replayOf, rootId,
                        depth, status, waitingUntil, waitsFor == null ? null : waitsFor.bare(), pausedAt, pausedBy,
                        startedAt, endedAt, resultSummary,
                        RunErrors.place(errorDetails), null, lacked,
                        parentRunId, parentStep, path, version,
                        steps == null ? null : steps.stream().map(StepResponse::bare).toList());
    }
}
