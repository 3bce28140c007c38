package dev.tenantry.crm.calendar;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What of an event those who were invited have to be told anew when it changes. */
record Schedule(
        EventTime time,
        String zone,
        EventStatus status,
        @Nullable String place,
        @Nullable String conferenceUrl,
        @Nullable String rule,
        List<String> more,
        List<String> without) {

    static Schedule of(CalendarEvent event) {
        return new Schedule(event.time(), event.getTimeZone(), event.getStatus(), event.getPlace(),
                event.getConferenceUrl(), event.getRecurrenceRule(), event.getRecurrenceDates(),
                event.getExcludedDates());
    }
}
