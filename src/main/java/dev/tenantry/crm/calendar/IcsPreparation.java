package dev.tenantry.crm.calendar;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file as the library may see it, which expands what recurs in VTIMEZONE while it parses, from its first year on: each property is one
 * line, and rules outside of events are called X-RRULE, X-RDATE, X-EXRULE and X-EXDATE, which nothing expands. Times of events say what they
 * are in a parameter, too: the library tells them by zones of its own, which are others for hours around changes. Zones that are known by name
 * have the IANA database's: it takes no others but those that are defined.
 */
final class IcsPreparation {

    private static final Set<String> RULES = Set.of("RRULE", "RDATE", "EXRULE", "EXDATE");
    /** What a time is in the file. */
    static final String WRITTEN = "X-TENANTRY-WRITTEN";
    private static final Set<String> TIMES = Set.of("DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID");
    private static final Set<String> BORDERS = Set.of("BEGIN", "END");
    private static final Pattern NAME = Pattern.compile("[A-Z0-9-]{1,100}");
    private static final Pattern ZONE = Pattern.compile(";TZID=(?:\"([^\"]*)\"|([^\";]*))", Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 10;

    private final Deque<String> open = new ArrayDeque<>();
    /** The zones that the file defines. */
    private final Set<String> defined;

    private IcsPreparation(Set<String> defined) {
        this.defined = defined;
    }

    private record Line(int number, StringBuilder text) {}

    /** @param numbers where each of its lines begins in the text that it was made of, from 1 on */
    record Prepared(String text, List<Integer> numbers) {

        /** @param line of this text, from 1 on; what is none is the first */
        int number(int line) {
            return numbers.isEmpty() ? 1 : numbers.get(Math.clamp(line, 1, numbers.size()) - 1);
        }

        /** The line of this text; of what is none, the first. */
        String line(int line) {
            return text.lines().skip(Math.clamp(line, 1, Math.max(1, numbers.size())) - 1).findFirst().orElse("");
        }
    }

    /** @throws IcsFaultException where a component begins or ends in another form than the library might see, or a line has control characters */
    static Prepared of(String text) {
        var lines = unfolded(text);
        var preparation = new IcsPreparation(lines.stream()
                .map(line -> line.text.toString())
                .filter(line -> name(line).equals("TZID"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .collect(Collectors.toSet()));
        var prepared = new StringBuilder(text.length() + 100);
        lines.forEach(line -> prepared.append(preparation.prepare(line)).append("\r\n"));
        return new Prepared(prepared.toString(), lines.stream().map(Line::number).toList());
    }

    private static List<Line> unfolded(String text) {
        var lines = new ArrayList<Line>();
        var number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.chars().anyMatch(one -> Character.isISOControl(one) && one != '\t')) {
                throw new IcsFaultException(number, "a line has no control characters");
            }
            var isMore = line.startsWith(" ") || line.startsWith("\t");
            if (isMore && !lines.isEmpty()) {
                lines.getLast().text.append(line, 1, line.length());
            } else if (!line.isBlank()) {
                lines.add(new Line(number, new StringBuilder(line)));
            }
        }
        return lines;
    }

    private String prepare(Line line) {
        var text = line.text.toString();
        var name = name(text);
        if (BORDERS.contains(name)) {
            cross(name, text, line.number);
        }
        if (!"VEVENT".equals(open.peek())) {
            return RULES.contains(name) ? "X-" + text.strip() : text;
        }
        return TIMES.contains(name) ? written(named(text)) : text;
    }

    /** No such value has a colon, which the name of a zone may have, also where it lacks the quotation marks. */
    private String named(String text) {
        var end = Math.max(0, text.lastIndexOf(':'));
        var zone = ZONE.matcher(text.substring(0, end));
        if (!zone.find()) {
            return text;
        }
        var name = zone.group(1) == null ? zone.group(2) : zone.group(1);
        var known = IcsZones.called(name)
                .or(() -> defined.contains(name) ? Optional.empty() : ZoneSpellings.find(name))
                .map(ZoneId::getId)
                .orElse(name.contains(":") ? '"' + name + '"' : name);
        return text.substring(0, zone.start()) + ";TZID=" + known + text.substring(zone.end());
    }

    /** No such value has a colon or a quotation mark, unless it is none. */
    private static String written(String text) {
        var value = text.substring(text.lastIndexOf(':') + 1).strip();
        var end = endOfName(text);
        return value.indexOf('"') >= 0 || end == text.length()
                ? text
                : text.substring(0, end) + ";" + WRITTEN + "=\"" + value + "\"" + text.substring(end);
    }

    private void cross(String border, String text, int number) {
        var component = text.substring(Math.min(text.length(), border.length() + 1))
                .stripTrailing()
                .toUpperCase(Locale.ROOT);
        if (!text.startsWith(":", border.length()) || !NAME.matcher(component).matches()) {
            throw new IcsFaultException(number,
                    "a component begins with BEGIN: and its name, and ends with END: and its name");
        }
        if (border.equals("BEGIN")) {
            if (open.size() == DEEPEST) {
                throw new IcsFaultException(number, "components are nested at most " + DEEPEST + " deep");
            }
            open.push(component);
        } else if (!component.equals(open.poll())) {
            throw new IcsFaultException(number, "no such component has begun");
        }
    }

    private static String name(String text) {
        return text.substring(0, endOfName(text)).strip().toUpperCase(Locale.ROOT);
    }

    private static int endOfName(String text) {
        var end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ';') {
            end++;
        }
        return end;
    }
}
