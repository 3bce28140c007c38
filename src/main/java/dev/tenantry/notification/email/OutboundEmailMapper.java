package dev.tenantry.notification.email;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface OutboundEmailMapper {

    @Mapping(target = "lacking", ignore = true)
    @Mapping(target = "bounces", ignore = true)
    OutboundEmailResponse toResponse(OutboundEmail mail);
}
