package dev.tenantry.integrations.connection;

import org.mapstruct.Mapper;

@Mapper
interface IntegrationMapper {

    IntegrationResponse toResponse(Integration integration, Circuit.State circuit);
}
