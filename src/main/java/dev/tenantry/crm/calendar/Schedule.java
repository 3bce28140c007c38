package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.recurrence.RecurrenceText;

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

    /** Whether who comes to the one may be unable to come to the other: what is left out, and an end, ask nobody anew. */
    boolean isAtOtherTimes(Schedule other) {
        var recurs = rule != null || !more.isEmpty();
        return !time.equals(other.time) || !more.equals(other.more)
                || !Objects.equals(endless(rule), endless(other.rule))
                || recurs && !zone.equals(other.zone);
    }

    private static @Nullable String endless(@Nullable String rule) {
        return rule == null ? null : RecurrenceText.of(rule).endless();
    }

    static Schedule of(CalendarEvent event) {
        return new Schedule(event.time(), event.getTimeZone(), event.getStatus(), event.getPlace(),
                event.getConferenceUrl(), event.getRecurrenceRule(), event.getRecurrenceDates(),
                event.getExcludedDates());
    }
}
