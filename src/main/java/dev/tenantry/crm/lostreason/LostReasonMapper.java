package dev.tenantry.crm.lostreason;

import org.mapstruct.Mapper;

@Mapper
interface LostReasonMapper {

    LostReasonResponse toResponse(LostReason reason);

    LostReasonRequest toRequest(LostReason reason);
}
