package dev.tenantry.automation.mail;

import org.mapstruct.Mapper;

@Mapper
interface OutboundEmailMapper {

    OutboundEmailResponse toResponse(OutboundEmail mail);
}
