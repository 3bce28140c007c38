package dev.tenantry.crm.pipeline;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A pipeline.
 *
 * @param isDefault          whether new opportunities go here where none is named
 * @param requiresLostReason whether deals are lost in it only for one of the organization's reasons
 * @param stages             in their order
 */
record PipelineResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        boolean isDefault,
        boolean requiresLostReason,
        List<StageResponse> stages,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /**
     * A stage.
     *
     * @param probability      the share of deals that are won from here, in percent
     * @param forecastCategory where a forecast counts open deals of the stage; absent where deals are closed
     * @param rottingDays      after how many days of 24 hours a deal has been in it too long; absent: never
     * @param requiredFields   without what no deal enters it
     * @param nextStages       the names of the stages that deals go to from here; absent: any
     * @param projectTemplateId the template of the project that a deal begets once it is won by coming here; absent: none
     */
    record StageResponse(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            String name,
            StageKind kind,
            int probability,
            @Nullable ForecastCategory forecastCategory,
            @Nullable Integer rottingDays,
            List<DealField> requiredFields,
            @Nullable List<String> nextStages,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long projectTemplateId) {

        static StageResponse of(Stage stage, List<Stage> all) {
            return new StageResponse(stage.getId(), stage.getName(), stage.getKind(), stage.getProbability(),
                    stage.getKind() == StageKind.OPEN ? stage.getForecastCategory() : null, stage.getRottingDays(),
                    stage.requiredFields(), stage.next(all), stage.getProjectTemplateId());
        }
    }

    /** @param stages in their order */
    static PipelineResponse of(Pipeline pipeline, List<Stage> stages) {
        return new PipelineResponse(pipeline.getId(), pipeline.getName(), pipeline.isDefault(),
                pipeline.requiresLostReason(), stages.stream().map(stage -> StageResponse.of(stage, stages)).toList(),
                pipeline.getVersion(), pipeline.getCreatedAt(), pipeline.getUpdatedAt());
    }
}
