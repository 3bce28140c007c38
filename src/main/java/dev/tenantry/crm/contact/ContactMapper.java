package dev.tenantry.crm.contact;

import org.mapstruct.Mapper;

@Mapper
interface ContactMapper {

    ContactResponse toResponse(Contact contact);

    ContactRequest toRequest(Contact contact);
}
