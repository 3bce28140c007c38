package dev.tenantry.crm.project;

import org.mapstruct.Mapper;

@Mapper
interface ProjectMapper {

    ProjectResponse toResponse(Project project);

    ProjectRequest toRequest(Project project);
}
