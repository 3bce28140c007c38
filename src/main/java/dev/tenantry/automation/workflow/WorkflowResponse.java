package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * A workflow. The counters move with its runs; an {@code If-Match} guards what was authored.
 *
 * @param pausedAt       since when its runs begin no more steps, until it is resumed
 * @param pausedBy       who paused it
 * @param publishedBy    with whose rights its runs act: whoever put the current version into force
 * @param publishedScopes what is left to them of what that member may do: what the API key had by which it was published; absent where all is
 * @param refusedCount   runs that were refused because too much goes back to one cause; only some of them are recorded
 * @param turnedAwayCount what the enrolment let start nothing: events, of which only some are recorded, and runs that are turned_away
 * @param unansweredCount events that a filter's expression came to no answer for, and that started nothing therefore
 * @param warnings       what runs fail of as things stand, each at what names it, as far as the caller may know: an integration that is not
 *                       connected, a secret without a value, a record or member that is gone, or to which its event leads nobody; of one
 *                       that is not active, at {@code publishedBy}, that whoever published it is no longer a member; of what has just been published by an API key besides, at {@code publishedScopes}, that it could do more before; at most 20, and none
 *                       in lists
 * @param currentVersion the version that new runs begin with
 * @param hasDraft       whether there is a draft of what it is to become
 */
public record WorkflowResponse(
        UUID id,
        String name,
        @Nullable String description,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) JsonNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) JsonNode steps,
        @SchemaResource(value = WorkflowSchema.ENROLMENT, prefix = WorkflowSchema.PREFIX) @Nullable JsonNode enrolment,
        boolean active,
        @Nullable Instant pausedAt,
        @Nullable UUID pausedBy,
        int currentVersion,
        boolean hasDraft,
        @Nullable UUID createdBy,
        @Nullable UUID publishedBy,
        @Nullable List<String> publishedScopes,
        @Nullable Instant lastRunAt,
        long runCount,
        long refusedCount,
        long turnedAwayCount,
        long unansweredCount,
        @Nullable List<FieldError> warnings,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    static final List<FieldError> NARROWED = List.of(new FieldError("publishedScopes", "narrowed",
            "from now on the workflow does no more than the API key may by which it was published; before it could do more"));
    private static final int MOST_WARNINGS = 20;

    /** With these before what is known to be missing, each place once. */
    WorkflowResponse warning(List<FieldError> first) {
        var places = first.stream().map(FieldError::field).collect(Collectors.toSet());
        var all = Stream.concat(first.stream(),
                warnings == null
                        ? Stream.of()
                        : warnings.stream().filter(one -> !places.contains(one.field())))
                .limit(MOST_WARNINGS)
                .toList();
        return new WorkflowResponse(id, name, description, trigger, steps, enrolment, active, pausedAt, pausedBy,
                currentVersion, hasDraft, createdBy, publishedBy, publishedScopes, lastRunAt, runCount, refusedCount,
                turnedAwayCount,
                unansweredCount, all, version, createdAt, updatedAt, deletedAt);
    }

    @Override
    public Set<String> moving() {
        return Set.of("lastRunAt", "runCount", "refusedCount", "turnedAwayCount", "unansweredCount", "warnings",
                "hasDraft");
    }
}
