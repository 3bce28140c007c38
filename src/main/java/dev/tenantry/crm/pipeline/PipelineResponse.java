package dev.tenantry.crm.pipeline;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

import dev.tenantry.shared.web.Versioned;

/**
 * A pipeline.
 *
 * @param isDefault whether new opportunities go here where none is named
 * @param stages    in their order
 */
record PipelineResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        boolean isDefault,
        List<StageResponse> stages,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /** @param probability the share of deals that are won from here, in percent */
    record StageResponse(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            String name,
            StageKind kind,
            int probability) {

        static StageResponse of(Stage stage) {
            return new StageResponse(stage.getId(), stage.getName(), stage.getKind(), stage.getProbability());
        }
    }

    static PipelineResponse of(Pipeline pipeline, List<Stage> stages) {
        return new PipelineResponse(pipeline.getId(), pipeline.getName(), pipeline.isDefault(),
                stages.stream().map(StageResponse::of).toList(),
                pipeline.getVersion(), pipeline.getCreatedAt(), pipeline.getUpdatedAt());
    }
}
