package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

import dev.tenantry.automation.run.StepStatus;

@Mapper
interface RunMapper {

    @Mapping(target = "steps", source = "steps")
    @Mapping(target = "waitsFor", source = "waitsFor")
    @Mapping(target = "lacking", ignore = true)
    @Mapping(target = ".", source = "run")
    RunResponse toResponse(Run run, @Nullable List<RunResponse.StepResponse> steps,
            RunWaits.@Nullable WaitsFor waitsFor);

    @Mapping(target = "status", source = "status")
    @Mapping(target = ".", source = "step")
    RunResponse.StepResponse toResponse(RunStep step, @Nullable String stepId,
            @Nullable String idempotencyKey, StepStatus status, @Nullable Instant waitingUntil);
}
