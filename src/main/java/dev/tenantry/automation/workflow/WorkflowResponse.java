package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * A workflow. The counters move with its runs; an {@code If-Match} guards what was authored.
 *
 * @param publishedBy    with whose rights its runs act: whoever put the current version into force
 * @param refusedCount   runs that were refused because too much goes back to one cause; only some of them are recorded
 * @param currentVersion the version that new runs begin with
 */
public record WorkflowResponse(
        UUID id,
        String name,
        @Nullable String description,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) JsonNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) JsonNode steps,
        boolean active,
        int currentVersion,
        @Nullable UUID createdBy,
        @Nullable UUID publishedBy,
        @Nullable Instant lastRunAt,
        int runCount,
        long refusedCount,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("lastRunAt", "runCount");
    }
}
