package dev.tenantry.crm.milestone;

import org.mapstruct.Mapper;

@Mapper
interface MilestoneMapper {

    MilestoneResponse toResponse(Milestone milestone);

    MilestoneRequest toRequest(Milestone milestone);
}
