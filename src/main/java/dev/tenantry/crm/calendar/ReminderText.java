package dev.tenantry.crm.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Zones;

/** What somebody is told of an occurrence, by the own clock. Whole days are those of the event, wherever one is. */
final class ReminderText {

    private ReminderText() {}

    /** What a mail's placeholders stand for. @param zone the recipient's; null: the event's */
    static Map<String, String> values(CalendarEvent event, EventTime time, @Nullable String zone,
            @Nullable String message) {
        return Map.of("title", event.getTitle(), "when", when(event, time, zone), "place", text(event.getPlace()),
                "conference", text(event.getConferenceUrl()), "message", text(message));
    }

    /** In one text of at most 1600 characters. */
    static String inShort(CalendarEvent event, EventTime time, @Nullable String zone, @Nullable String message) {
        return Stream.of("Reminder: " + event.getTitle(), when(event, time, zone), event.getPlace(), message)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /** @param zone by whose clock; null: the event's */
    static String when(CalendarEvent event, EventTime time, @Nullable String zone) {
        if (time.isAllDay()) {
            return Objects.equals(time.firstDay(), time.lastDay())
                    ? String.valueOf(time.firstDay())
                    : time.firstDay() + " to " + time.lastDay();
        }
        return LocalTimes.shown(time.start(), clock(event, zone));
    }

    private static ZoneId clock(CalendarEvent event, @Nullable String zone) {
        return zone == null ? event.zone() : Zones.known(zone).orElse(event.zone());
    }

    /** Behind that, the end: of the same day the time alone, and of what takes no time or whole days nothing. */
    static String until(CalendarEvent event, EventTime time, @Nullable String zone) {
        if (time.isAllDay() || time.start().equals(time.end())) {
            return "";
        }
        var from = LocalDateTime.ofInstant(time.start(), clock(event, zone));
        var to = LocalDateTime.ofInstant(time.end(), clock(event, zone));
        var text = LocalTimes.shown(to);
        return "– " + (from.toLocalDate().equals(to.toLocalDate()) ? text.substring(text.indexOf(' ') + 1) : text);
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
