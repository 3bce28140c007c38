package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.Versioned;

/**
 * A workflow. Its ETag stands for what was authored; the counters move with the runs and leave it as it is.
 *
 * @param publishedBy    with whose rights its runs act: whoever put the current version into force
 * @param refusedCount   runs that were refused because too much goes back to one cause; only some of them are recorded
 * @param currentVersion the version that new runs begin with
 */
record WorkflowResponse(UUID id, String name, @Nullable String description, JsonNode trigger, JsonNode steps,
        boolean active, int currentVersion,
        @Nullable UUID createdBy, @Nullable UUID publishedBy, @Nullable Instant lastRunAt, int runCount,
        long refusedCount, int version, Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
