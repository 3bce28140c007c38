package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.DayZone;

/** Reads iCalendar (RFC 5545): the events of a file, and no other component. */
@Component
class IcsReader {

    static final int MOST = 1_000;
    private static final int MOST_CALENDARS = 100;

    private final DayZone zones;

    IcsReader(DayZone zones) {
        this.zones = zones;
    }

    /** Times and days for which the file names no zone are of the caller's. @throws IcsFaultException where it is none, or has more than 1000 events */
    List<IcsEvent> read(String file) {
        return components(IcsText.of(file), zones.dayZone(), IcsComponent::read);
    }

    /** @throws IcsFaultException where it is no REPLY of RFC 5546, or has more than 1000 events */
    List<IcsReply> replies(String file, ZoneId ownZone) {
        var calendars = IcsText.of(file);
        for (var calendar : calendars) {
            if (!calendar.says("METHOD:REPLY")) {
                throw new IcsFaultException(calendar.number(1), "a reply has METHOD:REPLY");
            }
        }
        return components(calendars, ownZone, IcsComponent::reply);
    }

    private static <T> List<T> components(List<IcsText> calendars, ZoneId ownZone, Function<IcsComponent, T> read) {
        var lines = calendars.stream().flatMap(calendar -> calendar.beginnings().stream()).toList();
        if (lines.size() > MOST) {
            throw new IcsFaultException(lines.get(MOST), "a file has at most " + MOST + " events");
        }
        if (calendars.size() > MOST_CALENDARS) {
            throw new IcsFaultException(calendars.get(MOST_CALENDARS).number(1),
                    "a file has at most " + MOST_CALENDARS + " calendars");
        }
        var events = new ArrayList<T>();
        for (var calendar : calendars) {
            add(calendar, ownZone, read, events);
        }
        return events;
    }

    private static <T> void add(IcsText text, ZoneId ownZone, Function<IcsComponent, T> read, List<T> events) {
        var calendar = parse(text);
        var zones = IcsZones.of(calendar, ownZone);
        var lines = text.beginnings();
        var components = calendar.<CalendarComponent>getComponents("VEVENT");
        for (var index = 0; index < components.size(); index++) {
            var line = index < lines.size() ? lines.get(index) : text.number(1);
            events.add(read.apply(new IcsComponent(components.get(index), line, zones)));
        }
    }

    private static Calendar parse(IcsText text) {
        var prepared = prepared(text);
        try {
            return new CalendarBuilder().build(new StringReader(prepared.text()));
        } catch (ParserException fault) {
            throw new IcsFaultException(text.number(prepared.number(fault.getLineNo())),
                    IcsFaults.of(prepared.line(fault.getLineNo())));
        } catch (IOException | RuntimeException _) {
            throw new IcsFaultException(text.number(1), IcsFaults.of(""));
        }
    }

    private static IcsPreparation.Prepared prepared(IcsText text) {
        try {
            return IcsPreparation.of(text.text());
        } catch (IcsFaultException fault) {
            throw new IcsFaultException(text.number(fault.line()), String.valueOf(fault.getMessage()));
        }
    }
}
