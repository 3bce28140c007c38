package dev.tenantry.crm.pipeline;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is to be.
 *
 * @param stages all of them, in their order
 */
record PipelineRequest(
        @NotBlank @Size(max = 100) String name,
        @NotEmpty @Size(max = 50) List<@Valid @NotNull StageRequest> stages) {

    /**
     * A stage.
     *
     * @param id          of the stage as it is now, to rename it; absent: the stage of this name, or a new one
     * @param probability the share of deals that are won from here, in percent
     */
    record StageRequest(
            @Nullable Long id,
            @NotBlank @Size(max = 100) String name,
            @NotNull StageKind kind,
            @NotNull @Min(0) @Max(100) Integer probability) {}
}
