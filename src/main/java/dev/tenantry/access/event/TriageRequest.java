package dev.tenantry.access.event;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How far people have come with an event.
 *
 * @param status     resolved and false_positive close it for good; the latter ends what was done by itself, and raises what it takes for the next one
 * @param assignedTo a member who may see security events; absent: whoever it was
 * @param notes      absent: as they were
 */
record TriageRequest(
        @NotNull SecurityEventStatus status,
        @Nullable UUID assignedTo,
        @Size(max = 5000) @Nullable String notes) {}
