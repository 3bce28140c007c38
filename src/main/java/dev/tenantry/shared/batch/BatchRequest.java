package dev.tenantry.shared.batch;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Up to 1,000 writes of one kind.
 *
 * @param allOrNone whether one refusal undoes all
 */
public record BatchRequest(
        @NotEmpty @Size(max = 1000) List<@Valid @NotNull Input> inputs,
        @Nullable Boolean allOrNone) {

    /**
     * One write.
     *
     * @param id         which resource; for an upsert the value of {@code idProperty}
     * @param idProperty the unique property that {@code id} is a value of, {@code id} where absent
     * @param properties what a single request would state
     * @param traceId    comes back with the outcome
     */
    public record Input(
            @Size(max = 255) @Nullable String id,
            @Size(max = 50) @Nullable String idProperty,
            @Nullable ObjectNode properties,
            @Size(max = 255) @Nullable String traceId) {

        /** What a single request would state; nothing where that is missing. */
        ObjectNode stated() {
            return properties == null ? JsonNodeFactory.instance.objectNode() : properties;
        }
    }
}
