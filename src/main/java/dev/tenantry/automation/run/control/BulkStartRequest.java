package dev.tenantry.automation.run.control;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.listing.SearchRequest;

/**
 * The records that runs are started for: these, or those that a list or a saved view shows.
 *
 * @param type   their kind: contact
 * @param search what it finds, in its order, from its {@code after} on: so many as its {@code limit} says, all where it says none. Its
 *               {@code total} cannot be asked
 * @param viewId all that it shows to whoever starts
 */
record BulkStartRequest(
        @NotBlank @Size(max = 50) String type,
        @Size(min = 1, max = 1000) @Nullable List<@NotNull Long> ids,
        @Valid @Nullable SearchRequest search,
        @Nullable Long viewId) {}
