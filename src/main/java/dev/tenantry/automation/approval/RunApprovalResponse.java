package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run asks people to allow, or has asked them.
 *
 * @param policy    any: the first answer decides; all: all are to approve
 * @param escalated whether others were asked before, in vain
 * @param expiresAt when it is decided without an answer
 * @param message   absent where the caller may not see what the run has read
 * @param status    pending; approved or rejected, by whomever, or as nobody answered in time; withdrawn: the run asks no more
 * @param timedOut  whether nobody has decided it in time, so that the step did
 * @param decidedAt absent as long as it is not
 * @param assignees who is asked, and is a member still or has answered; what they say of it as the message
 * @param lacking   permissions that it takes to see that; absent where the caller has them
 */
record RunApprovalResponse(
        UUID id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
        int stepIndex,
        @Nullable String stepId,
        @Nullable String message,
        String policy,
        boolean escalated,
        Instant expiresAt,
        ApprovalStatus status,
        boolean timedOut,
        @Nullable Instant decidedAt,
        Instant createdAt,
        List<Assignee> assignees,
        @Nullable Set<String> lacking) {

    /** As it is to be shown to somebody who lacks these permissions. */
    RunApprovalResponse without(Set<String> lacked) {
        return lacked.isEmpty()
                ? this
                : new RunApprovalResponse(id, runId, stepIndex, stepId, null, policy, escalated, expiresAt,
                        status, timedOut, decidedAt, createdAt,
                        assignees.stream()
                                .map(one -> new Assignee(one.userId, one.approved, null, one.answeredAt))
                                .toList(),
                        lacked);
    }

    /** @param approved null, as the rest, where they have not answered */
    record Assignee(
            UUID userId,
            @Nullable Boolean approved,
            @Nullable String comment,
            @Nullable Instant answeredAt) {}
}
