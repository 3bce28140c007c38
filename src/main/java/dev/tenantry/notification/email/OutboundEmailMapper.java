package dev.tenantry.notification.email;

import org.mapstruct.Mapper;

@Mapper
interface OutboundEmailMapper {

    OutboundEmailResponse toResponse(OutboundEmail mail);
}
