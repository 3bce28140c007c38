package dev.tenantry.notification.suppression;

import org.mapstruct.Mapper;

@Mapper
interface SuppressionMapper {

    SuppressionResponse toResponse(Suppression suppression);
}
