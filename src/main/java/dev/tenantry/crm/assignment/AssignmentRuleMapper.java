package dev.tenantry.crm.assignment;

import org.mapstruct.Mapper;

@Mapper
interface AssignmentRuleMapper {

    AssignmentRuleResponse toResponse(AssignmentRule rule);

    AssignmentRuleRequest toRequest(AssignmentRule rule);
}
