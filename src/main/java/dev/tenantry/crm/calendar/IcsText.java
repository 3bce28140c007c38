package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tenantry.shared.text.Texts;

/**
 * One calendar of a file, with the line ends that RFC 5545 wants, whatever the file has, and without empty lines.
 *
 * @param lines   as they are folded
 * @param numbers where each of them is in the file, from 1 on
 */
record IcsText(List<String> lines, List<Integer> numbers) {

    private static final String END = "END:VCALENDAR";
    private static final String UID = "UID:";
    private static final int LONGEST = 100;
    private static final Pattern OTHER = Pattern.compile("BEGIN:(VTODO|VJOURNAL|VFREEBUSY)", Pattern.CASE_INSENSITIVE);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The calendars of a file; of one that has none, what is there. */
    static List<IcsText> of(String file) {
        var found = new ArrayList<IcsText>();
        var current = new IcsText(new ArrayList<>(), new ArrayList<>());
        var number = 0;
        for (var line : file.startsWith(BYTE_ORDER_MARK) ? file.substring(1).lines().toList() : file.lines().toList()) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            current.lines.add(line);
            current.numbers.add(number);
            if (line.strip().equalsIgnoreCase(END)) {
                found.add(current);
                current = new IcsText(new ArrayList<>(), new ArrayList<>());
            }
        }
        if (found.isEmpty() || current.lines.stream().anyMatch(line -> !line.isBlank())) {
            found.add(current);
        }
        return found;
    }

    String text() {
        return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    boolean says(String wanted) {
        return lines.stream().anyMatch(line -> line.strip().equalsIgnoreCase(wanted));
    }

    /** Where in the file its events begin. */
    List<Integer> beginnings() {
        var found = new ArrayList<Integer>();
        for (var index = 0; index < lines.size(); index++) {
            if (lines.get(index).strip().equalsIgnoreCase("BEGIN:VEVENT")) {
                found.add(numbers.get(index));
            }
        }
        return found;
    }

    /** What it has beside events, and is for no calendar of them. */
    List<IcsImportResponse.LeftOut> others() {
        var found = new ArrayList<IcsImportResponse.LeftOut>();
        for (var index = 0; index < lines.size(); index++) {
            var other = OTHER.matcher(lines.get(index).strip());
            if (other.matches()) {
                found.add(new IcsImportResponse.LeftOut(numbers.get(index), uid(index),
                        other.group(1).toUpperCase(Locale.ROOT)));
            }
        }
        return found;
    }

    private String uid(int from) {
        return lines.stream()
                .skip(from + 1L)
                .takeWhile(line -> !line.regionMatches(true, 0, "END:", 0, 4))
                .filter(line -> line.regionMatches(true, 0, UID, 0, UID.length()))
                .map(line -> Texts.shown(line.substring(UID.length()).strip(), LONGEST))
                .findFirst()
                .orElse("");
    }

    /** Where in the file a line of the calendar is. @param line from 1 on; what is none is the first */
    int number(int line) {
        return numbers.isEmpty() ? 1 : numbers.get(Math.clamp(line, 1, numbers.size()) - 1);
    }
}
