package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Something that a run waits for the caller to allow.
 *
 * @param runId     the run that waits
 * @param policy    any: the first answer decides; all: all are to approve
 * @param escalated whether others were asked before, in vain
 * @param expiresAt when it is decided without an answer
 */
record ApprovalResponse(
        UUID id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long runId,
        int stepIndex,
        String message,
        String policy,
        boolean escalated,
        Instant expiresAt,
        Instant createdAt) {}
