package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.XProperty;

import dev.tenantry.crm.recurrence.RecurrenceText;

/**
 * When an event takes place, as files say it, by the clock of its zone. What that shows twice is said in UTC: RFC 5545 means the first of the
 * two, and some programs take the second.
 */
final class IcsTimes {

    /** The zone of an event whose times are in UTC all the same. */
    static final String ZONE = "X-TENANTRY-TZID";
    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final CalendarEvent event;
    private final ZoneId zone;
    private final List<Property> properties = new ArrayList<>();

    private IcsTimes(CalendarEvent event) {
        this.event = event;
        this.zone = event.zone();
    }

    /** @param series of which the event is an occurrence; of others, the event @param without starts that it leaves out besides */
    static List<Property> of(CalendarEvent event, CalendarEvent series, List<String> without) {
        var times = new IcsTimes(event);
        if (event.isRecurring()) {
            times.recur(without);
        } else {
            times.once(event.time().start(), event.time().end());
        }
        if (event.getOriginalStart() != null) {
            times.replace(series, LocalTimes.read(event.getOriginalStart()).orElseThrow());
        }
        return times.properties;
    }

    /** Whether it begins the second time that the clock shows its start, which a series cannot say: its rule needs the clock. */
    static boolean isBegunLater(CalendarEvent series) {
        return series.isRecurring() && !series.isAllDay() && !series.time().start().equals(begins(series))
                && !Series.of(series).without().contains(Series.of(series).start());
    }

    /** The first occurrence of a series that begins so, as one that is otherwise. */
    static List<Property> first(CalendarEvent series) {
        var times = new IcsTimes(series);
        times.once(series.time().start(), series.time().end());
        times.replace(series, Series.of(series).start());
        return times.properties;
    }

    /** One occurrence of a series as one that is otherwise, at the same time. */
    static List<Property> at(CalendarEvent series, Occurrence occurrence) {
        var times = new IcsTimes(series);
        if (series.isAllDay()) {
            times.days(occurrence.time());
        } else {
            times.once(occurrence.time().start(), occurrence.time().end());
        }
        times.replace(series, occurrence.original());
        return times.properties;
    }

    private static Instant begins(CalendarEvent series) {
        return Series.of(series).start().atZone(series.zone()).toInstant();
    }

    private void once(Instant start, Instant end) {
        if (event.isAllDay()) {
            days(event.time());
            return;
        }
        add("DTSTART", start, inUtc(start));
        add("DTEND", end, inUtc(end));
        if (inUtc(start) && !isUtc(event)) {
            properties.add(new XProperty(ZONE, event.getTimeZone()));
        }
    }

    /** All take as long as the first. */
    private void recur(List<String> without) {
        if (event.isAllDay()) {
            days(event.time());
        } else {
            var begins = begins(event);
            var ends = begins.plus(Duration.between(event.time().start(), event.time().end()));
            add("DTSTART", begins, isUtc(event));
            add("DTEND", ends, inUtc(ends));
        }
        if (event.getRecurrenceRule() != null) {
            properties.add(new RRule<>(rule(event.getRecurrenceRule())));
        }
        if (!event.getRecurrenceDates().isEmpty()) {
            add("RDATE", event, starts(event.getRecurrenceDates()));
        }
        var excluded = Stream.concat(event.getExcludedDates().stream(), without.stream()).toList();
        if (!excluded.isEmpty()) {
            add("EXDATE", event, starts(excluded));
        }
    }

    private void days(EventTime time) {
        if (time.firstDay() != null && time.lastDay() != null) {
            properties.add(new DtStart<>(time.firstDay()));
            properties.add(new DtEnd<>(time.lastDay().plusDays(1)));
        }
    }

    private void add(String name, Instant at, boolean isInUtc) {
        if (isInUtc) {
            properties.add(new XProperty(name, TIMED.format(at.atOffset(ZoneOffset.UTC)) + "Z"));
        } else {
            add(name, event, TIMED.format(at.atZone(zone)));
        }
    }

    /** As it is: the library would write it anew, by zones of its own, which are others for hours around changes. */
    private void add(String name, CalendarEvent of, String value) {
        properties.add(new XProperty(name, parameters(of), value));
    }

    private boolean inUtc(Instant at) {
        return isUtc(event) || zone.getRules().getValidOffsets(LocalDateTime.ofInstant(at, zone)).size() > 1;
    }

    private void replace(CalendarEvent series, LocalDateTime start) {
        add("RECURRENCE-ID", series, start(start, series));
    }

    /** Its end is a day where it takes whole days, and else a time in UTC, as RFC 5545 wants it. */
    private String rule(String rule) {
        var text = RecurrenceText.of(rule);
        var until = text.until(zone);
        return until == null ? rule : text.until(until, zone, event.isAllDay());
    }

    private static ParameterList parameters(CalendarEvent event) {
        if (event.isAllDay()) {
            return new ParameterList(List.of(Value.DATE));
        }
        return isUtc(event) ? new ParameterList() : new ParameterList(List.of(new TzId(event.getTimeZone())));
    }

    private String starts(List<String> starts) {
        return LocalTimes.read(starts).stream().map(start -> start(start, event)).collect(Collectors.joining(","));
    }

    private static String start(LocalDateTime start, CalendarEvent event) {
        if (event.isAllDay()) {
            return DateTimeFormatter.BASIC_ISO_DATE.format(start.toLocalDate());
        }
        return TIMED.format(start) + (isUtc(event) ? "Z" : "");
    }

    private static boolean isUtc(CalendarEvent event) {
        return isUtc(event.zone());
    }

    static boolean isUtc(ZoneId zone) {
        return zone.getRules().isFixedOffset() && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }
}
