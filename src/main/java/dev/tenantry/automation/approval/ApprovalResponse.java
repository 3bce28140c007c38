package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run asks the caller to allow.
 *
 * @param runId     the run that waits
 * @param workflowName of the run's workflow, as it is called now
 * @param policy    any: the first answer decides; all: all are to approve
 * @param escalated whether others were asked before, in vain
 * @param expiresAt when it is decided without an answer
 * @param status    pending; approved or rejected, by whomever, or as nobody answered in time; withdrawn: its run asks no more
 * @param timedOut  whether nobody has decided it in time, so that the step did
 * @param decidedAt absent as long as it is not
 * @param answer    the caller's own; absent as long as there is none
 */
record ApprovalResponse(
        UUID id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
        UUID workflowId,
        String workflowName,
        int stepIndex,
        @Nullable String stepId,
        String message,
        String policy,
        boolean escalated,
        Instant expiresAt,
        ApprovalStatus status,
        boolean timedOut,
        @Nullable Instant decidedAt,
        @Nullable Own answer,
        Instant createdAt) {

    /** What the caller has answered. */
    record Own(boolean approved, @Nullable String comment, Instant answeredAt) {}
}
