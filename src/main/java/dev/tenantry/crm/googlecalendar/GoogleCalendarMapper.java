package dev.tenantry.crm.googlecalendar;

import org.mapstruct.Mapper;

@Mapper
interface GoogleCalendarMapper {

    GoogleCalendarResponse toResponse(GoogleCalendar calendar);
}
