package dev.tenantry.crm.view;

import org.mapstruct.Mapper;

@Mapper
interface ViewMapper {

    ViewResponse toResponse(View view);

    ViewRequest toRequest(View view);
}
