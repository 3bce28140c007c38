package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.recurrence.RecurrenceText;
import dev.tenantry.crm.recurrence.RecurrenceWords;
import dev.tenantry.notification.Message;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What somebody is told of an event and its occurrences, in one language and by the own clock. Whole days are those of the event, wherever one is. */
record EventText(Words words, LocalFormat format) {

    private static final PageTexts TEXTS = PageTexts.of("crm/calendar/texts");

    static EventText of(LocalFormat format) {
        return new EventText(TEXTS.alone(format.language()), format);
    }

    /** What a reminder's placeholders stand for. @param zone the recipient's; null: the event's */
    Map<String, String> reminder(CalendarEvent event, EventTime time, @Nullable String zone,
            @Nullable String message) {
        return Map.of("title", event.getTitle(), "when", when(event, time, zone), "place", text(event.getPlace()),
                "conference", text(event.getConferenceUrl()), "message", text(message), Message.LANGUAGE, language());
    }

    /** In one text of at most 1600 characters. */
    String inShort(CalendarEvent event, EventTime time, @Nullable String zone, @Nullable String message) {
        return Stream
                .of(words.of("reminder", event.getTitle()), when(event, time, zone), event.getPlace(), message)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    /** What an invitation's placeholders stand for. @param zone by whose clock; null: the event's */
    Map<String, String> invitation(CalendarEvent event, AttendeeNames.Called organizer, @Nullable String zone) {
        var called = organizer.name() == null ? organizer.email() : organizer.name();
        return Map.of("title", event.getTitle(), "when", when(event, event.time(), zone), "until",
                until(event, event.time(), zone), "recurrence", recurrence(event), "place", text(event.getPlace()),
                "conference", text(event.getConferenceUrl()), "description", text(event.getDescription()),
                "organizer", called == null ? words.of("somebody") : called, Message.LANGUAGE, language());
    }

    private String language() {
        return words.locale().toLanguageTag();
    }

    /** @param zone by whose clock; null: the event's */
    String when(CalendarEvent event, EventTime time, @Nullable String zone) {
        if (time.firstDay() != null && time.lastDay() != null) {
            return time.firstDay().equals(time.lastDay())
                    ? format.day(time.firstDay())
                    : words.of("days", format.day(time.firstDay()), format.day(time.lastDay()));
        }
        return moment(time.start(), clock(event, zone));
    }

    private static ZoneId clock(CalendarEvent event, @Nullable String zone) {
        return zone == null ? event.zone() : Zones.known(zone).orElse(event.zone());
    }

    /** With the zone, and the offset where its clock shows the time twice. */
    private String moment(Instant at, ZoneId zone) {
        var time = at.atZone(zone);
        var isTwice = zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return moment(time.toLocalDateTime()) + " (" + zone.getId() + (isTwice ? ", UTC" + time.getOffset() : "")
                + ")";
    }

    private String moment(LocalDateTime time) {
        return format.day(time.toLocalDate()) + " " + LocalTimes.clock(time);
    }

    /** Behind that, the end: of the same day the time alone, and of what takes no time or whole days nothing. */
    private String until(CalendarEvent event, EventTime time, @Nullable String zone) {
        if (time.isAllDay() || time.start().equals(time.end())) {
            return "";
        }
        var from = LocalDateTime.ofInstant(time.start(), clock(event, zone));
        var to = LocalDateTime.ofInstant(time.end(), clock(event, zone));
        return "– " + (from.toLocalDate().equals(to.toLocalDate()) ? LocalTimes.clock(to) : moment(to));
    }

    /** Empty of what takes place once. */
    private String recurrence(CalendarEvent event) {
        var rule = event.getRecurrenceRule() == null ? null : RecurrenceText.of(event.getRecurrenceRule());
        return RecurrenceWords.of(format)
                .of(rule, rule == null ? null : last(rule, event), days(event.getRecurrenceDates()),
                        days(event.getExcludedDates()));
    }

    /** A rule may end long after the last time that it has. */
    private static @Nullable LocalDate last(RecurrenceText rule, CalendarEvent event) {
        var until = rule.until(event.zone());
        return until == null ? null : Series.of(event).lastBefore(until.plusSeconds(1)).toLocalDate();
    }

    private static List<LocalDate> days(List<String> starts) {
        return LocalTimes.read(starts).stream().map(LocalDateTime::toLocalDate).toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
