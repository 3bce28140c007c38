package dev.tenantry.crm.googlecalendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How often an event takes place, as Google says it: lines of RFC 5545.
 *
 * @param rule null where there is none
 * @param more starts besides, by the event's clock
 * @param without starts that are left out
 */
record RecurrenceLines(@Nullable String rule, List<LocalDateTime> more, List<LocalDateTime> without) {

    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final int DATE_LENGTH = 8;

    /** @throws EventFault where it takes place in a way that there is none of here */
    static RecurrenceLines read(JsonNode lines, ZoneId zone) {
        String rule = null;
        var more = new TreeSet<LocalDateTime>();
        var without = new TreeSet<LocalDateTime>();
        for (var node : lines) {
            var line = node.asString("").strip();
            var colon = line.indexOf(':');
            var head = line.substring(0, Math.max(0, colon)).toUpperCase(Locale.ROOT).split(";");
            var value = line.substring(colon + 1);
            switch (head[0]) {
                case "RRULE" -> {
                    if (rule != null) {
                        throw new EventFault("it recurs by two rules, and there is one for an event here");
                    }
                    rule = value;
                }
                case "RDATE" -> more.addAll(starts(head, value, zone));
                case "EXDATE" -> without.addAll(starts(head, value, zone));
                default -> throw new EventFault("it recurs by " + head[0] + ", which there is none of here");
            }
        }
        return new RecurrenceLines(rule, List.copyOf(more), List.copyOf(without));
    }

    private static List<LocalDateTime> starts(String[] head, String value, ZoneId zone) {
        try {
            var own = zone;
            for (var parameter : head) {
                own = parameter.startsWith("TZID=") ? zone(parameter.substring("TZID=".length())) : own;
            }
            var starts = new ArrayList<LocalDateTime>();
            for (var text : value.split(",")) {
                starts.add(start(text.split("/")[0].strip(), own, zone));
            }
            return starts;
        } catch (DateTimeException _) {
            throw new EventFault("a date on which it takes place, or does not, has no form that is known");
        }
    }

    /** Heads of lines are read in upper case, and zones are told apart by case. */
    private static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds()
                .stream()
                .filter(one -> one.equalsIgnoreCase(name))
                .findFirst()
                .map(ZoneId::of)
                .orElseThrow(() -> new EventFault("there is no time zone " + name));
    }

    private static LocalDateTime start(String text, ZoneId own, ZoneId zone) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay();
        }
        var local = LocalDateTime.parse(text.replace("Z", ""), TIMED);
        return local.atZone(text.endsWith("Z") ? ZoneOffset.UTC : own).withZoneSameInstant(zone).toLocalDateTime();
    }

    /** As Google takes it. @param isOfDays whether the event takes whole days */
    List<String> write(ZoneId zone, boolean isOfDays) {
        var lines = new ArrayList<String>();
        if (rule != null) {
            lines.add("RRULE:" + rule);
        }
        write("RDATE", more, zone, isOfDays, lines);
        write("EXDATE", without, zone, isOfDays, lines);
        return lines;
    }

    private static void write(String name, List<LocalDateTime> starts, ZoneId zone, boolean isOfDays,
            List<String> lines) {
        if (!starts.isEmpty()) {
            var texts = starts.stream()
                    .map(start -> isOfDays ? start.format(DateTimeFormatter.BASIC_ISO_DATE) : start.format(TIMED))
                    .toList();
            lines.add(name + (isOfDays ? ";VALUE=DATE:" : ";TZID=" + zone.getId() + ":") + String.join(",", texts));
        }
    }
}
