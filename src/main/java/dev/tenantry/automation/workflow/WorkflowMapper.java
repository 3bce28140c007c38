package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

import dev.tenantry.shared.problem.FieldError;

@Mapper
interface WorkflowMapper {

    @Mapping(target = "trigger", expression = "java(workflow.trigger())")
    @Mapping(target = "enrolment", expression = "java(workflow.enrolment())")
    WorkflowResponse toResponse(Workflow workflow, @Nullable List<FieldError> warnings);

    WorkflowVersionResponse toResponse(WorkflowVersion version);

    @Mapping(target = "set", expression = "java(variable.isSet())")
    VariableResponse toResponse(WorkflowVariable variable);

    ActiveTriggerResponse toResponse(ActiveTrigger trigger, @Nullable Instant nextAt);
}
