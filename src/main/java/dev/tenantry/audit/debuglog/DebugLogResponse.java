package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A line of the log, without what looks like a secret, a card's number or how to reach a person.
 *
 * @param context which logger it is of ({@code logger}), and where known the workflow's run ({@code runId}) and of what kind the failure was ({@code failure})
 * @param userId  in whose name the work was done; absent: nobody's
 */
record DebugLogResponse(
        String id,
        Instant createdAt,
        DebugLevel logLevel,
        String module,
        String message,
        Map<String, String> context,
        @Nullable UUID userId,
        @Nullable String requestId) {}
