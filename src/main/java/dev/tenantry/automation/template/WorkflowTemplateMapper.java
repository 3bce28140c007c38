package dev.tenantry.automation.template;

import java.util.List;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface WorkflowTemplateMapper {

    @Mapping(target = "variables", source = "variables")
    WorkflowTemplateResponse toResponse(WorkflowTemplate template, List<TemplateVariable> variables);
}
