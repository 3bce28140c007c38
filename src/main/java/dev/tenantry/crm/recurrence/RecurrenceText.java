package dev.tenantry.crm.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The parts of an RRULE as they are written, by name. */
public record RecurrenceText(Map<String, String> parts) {

    private static final Set<String> KNOWN = Set.of("FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE",
            "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST");
    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /** @throws InvalidRecurrenceException where it is none */
    public static RecurrenceText of(String rule) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            var equals = part.indexOf('=');
            var name = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(name)) {
                throw new InvalidRecurrenceException("there is no part " + name + " of a rule");
            }
            if (parts.put(name, part.substring(equals + 1)) != null) {
                throw new InvalidRecurrenceException("the part " + name + " is there twice");
            }
        }
        if (parts.containsKey("UNTIL") && parts.containsKey("COUNT")) {
            throw new InvalidRecurrenceException("a rule has UNTIL or COUNT, and not both");
        }
        return new RecurrenceText(parts);
    }

    /** Whether two rules have the same parts, in whatever order. */
    public static boolean areAlike(String one, String another) {
        return parted(one).equals(parted(another));
    }

    private static List<String> parted(String rule) {
        return Arrays.stream(rule.toUpperCase(Locale.ROOT).split(";", -1)).sorted().toList();
    }

    public String frequency() {
        return parts.getOrDefault("FREQ", "");
    }

    public boolean has(String name) {
        return parts.containsKey(name);
    }

    /** How many values the part has, none included. */
    int values(String name) {
        return has(name) ? parts.getOrDefault(name, "").split(",", -1).length : 0;
    }

    /** How many times there are at most in a year, a month, a week or a day of the rule, which are found together. */
    int period() {
        var isOfYears = frequency().equals("YEARLY");
        var weeks = isOfYears && !has("BYMONTH") && !has("BYWEEKNO")
                ? 53
                : isOfYears || frequency().equals("MONTHLY") ? 5 : 1;
        var days = Math.max(1, values("BYMONTH")) * Math.max(1, values("BYWEEKNO")) * Math.max(1, values("BYYEARDAY"))
                * Math.max(1, values("BYMONTHDAY")) * (isOfYears && has("BYMONTHDAY") && !has("BYMONTH") ? 12 : 1)
                * Math.max(1, values("BYDAY") * weeks);
        return Math.min(366, days) * Math.max(1, values("BYHOUR")) * Math.max(1, values("BYMINUTE"))
                * Math.max(1, values("BYSECOND"));
    }

    /** @return null where there is none. @throws InvalidRecurrenceException where it is no number */
    public @Nullable Integer number(String name) {
        var text = parts.get(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw new InvalidRecurrenceException(name + " has to be a whole number of 1 at least");
        }
        return Integer.valueOf(text);
    }

    /** The last start there may be, in the zone; null where there is none. A day is meant with all its hours. */
    public @Nullable LocalDateTime until(ZoneId zone) {
        var text = parts.get("UNTIL");
        if (text == null) {
            return null;
        }
        try {
            if (text.length() == 8) {
                return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(23, 59, 59);
            }
            if (text.endsWith("Z")) {
                var instant = LocalDateTime.parse(text.substring(0, text.length() - 1), TIMED)
                        .toInstant(ZoneOffset.UTC);
                return LocalDateTime.ofInstant(instant, zone);
            }
            return LocalDateTime.parse(text, TIMED);
        } catch (DateTimeParseException _) {
            throw new InvalidRecurrenceException("UNTIL has to be a day or a time, 20261231 or 20261231T235959Z");
        }
    }

    /** The rule with the part as it is stated here. */
    public RecurrenceText with(String name, String value) {
        var changed = new LinkedHashMap<>(parts);
        changed.put(name, value);
        return new RecurrenceText(changed);
    }

    public String text() {
        return write(parts);
    }

    /** The rule without its end. */
    public String endless() {
        return write(parts.entrySet()
                .stream()
                .filter(part -> !part.getKey().equals("UNTIL") && !part.getKey().equals("COUNT"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one,
                        LinkedHashMap::new)));
    }

    /** The rule without its end, with what the library would take for said otherwise: days of the month are those of every month. */
    String explicit() {
        var isOfAllMonths = frequency().equals("YEARLY") && has("BYMONTHDAY") && !has("BYMONTH") && !has("BYWEEKNO")
                && !has("BYYEARDAY");
        if (!isOfAllMonths) {
            return endless();
        }
        if (parts.getOrDefault("BYDAY", "").matches(".*[0-9].*")) {
            throw new InvalidRecurrenceException("a numbered BYDAY beside BYMONTHDAY takes BYMONTH");
        }
        return endless() + ";BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12";
    }

    /** The rule with this last start, in UTC as RFC 5545 wants it, or a day. */
    public String until(LocalDateTime last, ZoneId zone, boolean isOfDays) {
        var text = isOfDays
                ? DateTimeFormatter.BASIC_ISO_DATE.format(last.toLocalDate())
                : TIMED.withZone(ZoneOffset.UTC).format(last.atZone(zone).toInstant()) + "Z";
        return endless() + ";UNTIL=" + text;
    }

    private static String write(Map<String, String> some) {
        return some.entrySet()
                .stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
    }
}
