package dev.tenantry.crm.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.text.Texts;

/** Reads iCalendar (RFC 5545): the events of a file, and no other component. */
@Component
class IcsReader {

    static final int MOST = 1_000;
    private static final int SHOWN = 200;

    /** @throws IcsFaultException where it is none, or has more than 1000 events */
    List<IcsEvent> read(String text) {
        return components(text, IcsComponent::read);
    }

    /** @throws IcsFaultException where it is no REPLY of RFC 5546, or has more than 1000 events */
    List<IcsReply> replies(String text) {
        if (text.lines().noneMatch(line -> line.strip().equalsIgnoreCase("METHOD:REPLY"))) {
            throw new IcsFaultException(1, "a reply has METHOD:REPLY");
        }
        return components(text, IcsComponent::reply);
    }

    private static <T> List<T> components(String text, BiFunction<CalendarComponent, Integer, T> read) {
        var lines = beginnings(text);
        if (lines.size() > MOST) {
            throw new IcsFaultException(lines.get(MOST), "a file has at most " + MOST + " events");
        }
        var calendar = parse(text);
        var events = new ArrayList<T>();
        var components = calendar.<CalendarComponent>getComponents("VEVENT");
        for (var index = 0; index < components.size(); index++) {
            events.add(read.apply(components.get(index), index < lines.size() ? lines.get(index) : 1));
        }
        return events;
    }

    private static Calendar parse(String text) {
        try {
            return new CalendarBuilder().build(new StringReader(IcsPreparation.of(text)));
        } catch (IcsFaultException fault) {
            throw fault;
        } catch (ParserException fault) {
            throw new IcsFaultException(Math.max(1, fault.getLineNo()), shown(fault.getMessage()));
        } catch (IOException | RuntimeException fault) {
            throw new IcsFaultException(1, shown(fault.getMessage()));
        }
    }

    private static String shown(@Nullable String message) {
        var reason = message == null ? "it is no iCalendar" : message.replaceFirst("^Error at line -?\\d+:", "");
        return Texts.shown(reason, SHOWN);
    }

    private static List<Integer> beginnings(String text) {
        var lines = new ArrayList<Integer>();
        var number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.strip().equalsIgnoreCase("BEGIN:VEVENT")) {
                lines.add(number);
            }
        }
        return lines;
    }
}
