package dev.tenantry.crm.pipeline;

import java.util.List;
import java.util.Objects;

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
 * @param requiresLostReason whether deals are lost in it only for one of the organization's reasons; absent: no
 * @param stages             all of them, in their order
 */
record PipelineRequest(
        @NotBlank @Size(max = 100) String name,
        @Nullable Boolean requiresLostReason,
        @NotEmpty @Size(max = 50) List<@Valid @NotNull StageRequest> stages) {

    /**
     * A stage.
     *
     * @param id               of the stage as it is now, to rename it; absent: the stage of this name, or a new one
     * @param probability      the share of deals that are won from here, in percent
     * @param forecastCategory where a forecast counts open deals of the stage: pipeline (where absent), best_case, commit or omitted; of what is
     *                         won and lost there is none to state
     * @param rottingDays      after how many days of 24 hours a deal has been in it too long; absent: never
     * @param requiredFields   without what no deal enters it; absent: nothing
     * @param nextStages       the names of the stages, of this pipeline, that deals go to from here, an ending among them; absent: any;
     *                         empty: they stay. Into another pipeline they go whatever it says
     * @param projectTemplateId the template of the project that a deal begets once it is won by coming here; absent: none
     */
    record StageRequest(
            @Nullable Long id,
            @NotBlank @Size(max = 100) String name,
            @NotNull StageKind kind,
            @NotNull @Min(0) @Max(100) Integer probability,
            @Nullable ForecastCategory forecastCategory,
            @Min(1) @Max(3650) @Nullable Integer rottingDays,
            @Size(max = 8) @Nullable List<@NotNull DealField> requiredFields,
            @Size(max = 50) @Nullable List<@NotBlank @Size(max = 100) String> nextStages,
            @Nullable Long projectTemplateId) {

        ForecastCategory category() {
            return switch (kind) {
                case OPEN -> Objects.requireNonNullElse(forecastCategory, ForecastCategory.PIPELINE);
                case WON -> ForecastCategory.CLOSED;
                case LOST -> ForecastCategory.OMITTED;
            };
        }

        /** Each once, in the order in which they are known. */
        List<String> required() {
            return Objects.requireNonNullElse(requiredFields, List.<DealField>of())
                    .stream()
                    .distinct()
                    .sorted()
                    .map(DealField::toString)
                    .toList();
        }
    }
}
