package dev.tenantry.automation.rule;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;

import dev.tenantry.shared.problem.FieldError;

@Mapper
interface AutomationMapper {

    AutomationResponse toResponse(Automation automation, boolean active, @Nullable List<FieldError> warnings);
}
