package dev.tenantry.crm.calendar;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface CalendarEventMapper {

    @Mapping(target = "startAt", source = "statedStart")
    @Mapping(target = "endAt", source = "statedEnd")
    @Mapping(target = "conflicts", ignore = true)
    CalendarEventResponse toResponse(CalendarEvent event);

    @Mapping(target = "startAt", source = "statedStart")
    @Mapping(target = "endAt", source = "statedEnd")
    CalendarEventRequest toRequest(CalendarEvent event);
}
