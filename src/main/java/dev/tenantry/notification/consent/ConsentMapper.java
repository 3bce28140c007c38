package dev.tenantry.notification.consent;

import org.mapstruct.Mapper;

@Mapper
interface ConsentMapper {

    ConsentResponse toResponse(Consent consent);
}
