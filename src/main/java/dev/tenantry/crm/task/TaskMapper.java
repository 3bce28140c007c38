package dev.tenantry.crm.task;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface TaskMapper {

    TaskResponse toResponse(Task task);

    /** Of a day it is the day that is stated. */
    @Mapping(target = "dueAt", expression = "java(task.getDueOn() == null ? task.getDueAt() : null)")
    TaskRequest toRequest(Task task);
}
