package dev.tenantry.crm.tag;

import org.mapstruct.Mapper;

@Mapper
interface TagMapper {

    TagResponse toResponse(Tag tag);

    TagRequest toRequest(Tag tag);
}
