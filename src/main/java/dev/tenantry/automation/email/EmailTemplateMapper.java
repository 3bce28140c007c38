package dev.tenantry.automation.email;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface EmailTemplateMapper {

    @Mapping(target = "placeholders", expression = "java(template.text().placeholders())")
    EmailTemplateResponse toResponse(EmailTemplate template);
}
