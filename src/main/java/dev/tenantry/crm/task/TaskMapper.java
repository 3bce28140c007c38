package dev.tenantry.crm.task;

import org.mapstruct.Mapper;

@Mapper
interface TaskMapper {

    TaskResponse toResponse(Task task);

    TaskRequest toRequest(Task task);
}
