package dev.tenantry.integrations.google;

import org.mapstruct.Mapper;

@Mapper
interface GoogleCredentialMapper {

    GoogleCredentialResponse toResponse(GoogleCredential credential);
}
