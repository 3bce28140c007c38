package dev.tenantry.automation.agent;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A time that an agent looked.
 *
 * @param resultSummary what it found: {@code text} in words, {@code figures}, and the first of the {@code findings}
 * @param lacking       permissions that the caller would need to see what it found; absent where there are none
 * @param actionsTaken  what it did about what it had not found before: {@code [{"type":"task","taskId":"17",…}]}
 */
record ExecutionResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        UUID agentId,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable JsonNode resultSummary,
        @Nullable String errorDetails,
        @Nullable JsonNode actionsTaken,
        @Nullable Set<String> lacking,
        Instant createdAt) {

    /** As it is to be shown to somebody who lacks these permissions. */
    ExecutionResponse without(Set<String> lacked) {
        return lacked.isEmpty()
                ? this
                : new ExecutionResponse(id, agentId, status, startedAt, endedAt, null, null, null, lacked,
                        createdAt);
    }
}
