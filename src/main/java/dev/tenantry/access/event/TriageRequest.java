package dev.tenantry.access.event;

import java.util.Optional;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.valueextraction.Unwrapping;
import org.jspecify.annotations.Nullable;

/**
 * How far people have come with an event.
 *
 * @param status     resolved and false_positive close it for good; the latter ends what was done by itself, and raises what it takes for the next one
 * @param assignedTo a member who may see security events; empty: nobody any more, null: whoever it was
 * @param notes      empty: none any more, null: as they were
 */
record TriageRequest(
        @NotNull SecurityEventStatus status,
        @Nullable Optional<UUID> assignedTo,
        @Size(max = 5000, payload = Unwrapping.Unwrap.class) @Nullable Optional<String> notes) {

    @Nullable
    UUID assignedTo(@Nullable UUID before) {
        return assignedTo == null ? before : assignedTo.orElse(null);
    }

    @Nullable
    String notes(@Nullable String before) {
        return notes == null ? before : notes.orElse(null);
    }
}
