package dev.tenantry.crm.projecttemplate;

import org.mapstruct.Mapper;

@Mapper
interface ProjectTemplateMapper {

    ProjectTemplateResponse toResponse(ProjectTemplate template);

    ProjectTemplateRequest toRequest(ProjectTemplate template);
}
