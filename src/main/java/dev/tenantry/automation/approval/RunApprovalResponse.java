package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run waits for people to allow.
 *
 * @param policy    any: the first answer decides; all: all are to approve
 * @param escalated whether others were asked before, in vain
 * @param expiresAt when it is decided without an answer
 * @param assignees who is asked, and is a member still
 */
record RunApprovalResponse(
        UUID id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
        int stepIndex,
        String message,
        String policy,
        boolean escalated,
        Instant expiresAt,
        Instant createdAt,
        List<Assignee> assignees) {

    /** @param approved null, as the rest, where they have not answered */
    record Assignee(
            UUID userId,
            @Nullable Boolean approved,
            @Nullable String comment,
            @Nullable Instant answeredAt) {}
}
