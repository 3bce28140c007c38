package dev.tenantry.automation.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.Versioned;

/**
 * A run of a workflow.
 *
 * @param workflowVersion the version that it is pinned to
 * @param triggerId       the trigger that started it
 * @param depth           how many automations stand between it and a person's own doing
 * @param steps           those that it came to, in order; absent in lists
 */
record RunResponse(@JsonFormat(shape = JsonFormat.Shape.STRING) Long id, UUID workflowId, int workflowVersion,
        @Nullable UUID triggerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long eventId, @Nullable UUID startedBy, int depth,
        RunStatus status,
        Instant startedAt, @Nullable Instant endedAt, @Nullable JsonNode resultSummary, @Nullable String errorDetails,
        JsonNode triggerData,
        int version, @Nullable List<StepResponse> steps) implements Versioned {

    /**
     * A step that the run came to.
     *
     * @param stepConfig     as it was carried out, its texts filled in
     * @param status         running, waiting, retrying, succeeded, failed or cancelled
     * @param retryCount     how many attempts failed
     * @param idempotencyKey by which a receiver recognises what it has had already; a webhook's {@code webhook-id}
     */
    record StepResponse(int stepIndex, String stepType, @Nullable JsonNode stepConfig, String status, Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable JsonNode result, @Nullable String errorMessage, int retryCount, String idempotencyKey) {}
}
