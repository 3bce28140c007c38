package dev.tenantry.automation.rule;

import org.mapstruct.Mapper;

@Mapper
interface AutomationMapper {

    AutomationResponse toResponse(Automation automation, boolean active);
}
