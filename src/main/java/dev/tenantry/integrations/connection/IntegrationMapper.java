package dev.tenantry.integrations.connection;

import org.mapstruct.Mapper;

import dev.tenantry.shared.http.CircuitState;

@Mapper
interface IntegrationMapper {

    IntegrationResponse toResponse(Integration integration, CircuitState circuit);
}
