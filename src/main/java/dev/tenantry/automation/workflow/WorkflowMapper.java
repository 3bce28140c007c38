package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

import dev.tenantry.shared.problem.FieldError;

@Mapper
interface WorkflowMapper {

    @Mapping(target = "trigger", expression = "java(workflow.trigger())")
    @Mapping(target = "enrolment", expression = "java(workflow.enrolment())")
    @Mapping(target = "hasDraft", expression = "java(workflow.hasDraft())")
    WorkflowResponse toResponse(Workflow workflow, @Nullable List<FieldError> warnings);

    /** @param publishedBy null where it is not in force */
    WorkflowVersionResponse toResponse(WorkflowVersion version, @Nullable UUID publishedBy,
            @Nullable List<String> publishedScopes);

    @Mapping(target = "workflowId", source = "draft.id")
    @Mapping(target = "trigger", expression = "java(draft.trigger())")
    @Mapping(target = "enrolment", expression = "java(draft.enrolment())")
    WorkflowDraftResponse toResponse(WorkflowDraft draft, int currentVersion, List<FieldError> problems,
            List<FieldError> warnings);

    @Mapping(target = "set", expression = "java(variable.isSet())")
    VariableResponse toResponse(WorkflowVariable variable);

    ActiveTriggerResponse toResponse(ActiveTrigger trigger, @Nullable Instant nextAt);
}
