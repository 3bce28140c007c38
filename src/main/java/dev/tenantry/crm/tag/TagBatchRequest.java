package dev.tenantry.crm.tag;

import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.batch.BatchRequest;
import dev.tenantry.shared.record.RecordTags.Tagged;

/**
 * Up to 1,000 tags on records.
 *
 * @param allOrNone whether one refusal undoes all
 */
public record TagBatchRequest(
        @NotEmpty @Size(max = 1000) List<@Valid @NotNull Input> inputs,
        @Nullable Boolean allOrNone) {

    /** The fields of an input. */
    static final Set<String> FIELDS = Set.of("id", "tagId");

    /** @param id the record @param traceId comes back with the outcome */
    record Input(@NotNull Long id, @NotNull Long tagId, @Size(max = 255) @Nullable String traceId) {}

    BatchRequest toBatch() {
        return new BatchRequest(inputs.stream()
                .map(input -> new BatchRequest.Input(input.id().toString(), null, null, input.traceId()))
                .toList(), allOrNone);
    }

    List<Tagged> tagged(String type) {
        return inputs.stream().map(input -> new Tagged(type, input.id(), input.tagId())).toList();
    }
}
