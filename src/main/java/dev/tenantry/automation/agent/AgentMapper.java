package dev.tenantry.automation.agent;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface AgentMapper {

    AgentResponse toResponse(Agent agent);

    @Mapping(target = "lacking", ignore = true)
    ExecutionResponse toResponse(Execution execution);
}
