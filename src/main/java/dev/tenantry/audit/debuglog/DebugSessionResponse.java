package dev.tenantry.audit.debuglog;

import java.time.Instant;
import java.util.UUID;

import dev.tenantry.shared.web.Versioned;

/**
 * Which lines are kept, and until when.
 *
 * @param active       whether it is under way
 * @param lines        how many have been kept
 * @param droppedLines how many have not, since there were too many at once
 */
record DebugSessionResponse(
        UUID id,
        String module,
        DebugLevel logLevel,
        Instant endsAt,
        boolean active,
        int lines,
        int droppedLines,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
