package dev.tenantry.crm.calendar;

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
        ZoneId clock = zone == null ? event.zone() : Zones.known(zone).orElse(event.zone());
        return LocalTimes.shown(time.start(), clock);
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
