package dev.tenantry.crm.lead;

import org.mapstruct.Mapper;

@Mapper
interface LeadMapper {

    LeadResponse toResponse(Lead lead);

    LeadRequest toRequest(Lead lead);
}
