package dev.tenantry.crm.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** When something recurs, as people say it: {@code every 2 weeks on Monday and Friday, until 2026-05-01}. */
final class RecurrenceWords {

    /** More of a kind are counted. */
    private static final int MOST = 12;
    private static final Map<String, String> UNITS = Map.of("YEARLY", "year", "MONTHLY", "month", "WEEKLY", "week",
            "DAILY", "day", "HOURLY", "hour", "MINUTELY", "minute", "SECONDLY", "second");
    private static final Map<String, DayOfWeek> DAYS = Stream.of(DayOfWeek.values())
            .collect(Collectors.toMap(day -> day.name().substring(0, 2), Function.identity()));

    private RecurrenceWords() {}

    /** Empty of what takes place once. */
    static String of(CalendarEvent event) {
        var rule = event.getRecurrenceRule();
        var words = Stream.of(rule == null ? "" : of(RecurrenceText.of(rule), event),
                counted(event.getRecurrenceDates(), rule == null ? "and on" : "besides on"),
                counted(event.getExcludedDates(), "not on"));
        return words.filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    /** A rule may end long after the last time that it has. */
    private static String of(RecurrenceText rule, CalendarEvent event) {
        var until = rule.until(event.zone());
        return of(rule, until == null ? null : Series.of(event).lastBefore(until.plusSeconds(1)).toLocalDate());
    }

    static String of(RecurrenceText rule, @Nullable LocalDate last) {
        var words = new ArrayList<String>();
        var interval = rule.number("INTERVAL");
        var unit = UNITS.getOrDefault(rule.frequency(), "time");
        words.add(interval == null || interval == 1 ? "every " + unit : "every " + interval + " " + unit + "s");
        add(words, rule, "BYMONTH", "in ", "months", RecurrenceWords::month);
        add(words, rule, "BYWEEKNO", "in ", "weeks", number -> numbered(number, "week"));
        add(words, rule, "BYYEARDAY", "on ", "days of the year", number -> numbered(number, "day") + " of the year");
        add(words, rule, "BYMONTHDAY", "on ", "days of the month", number -> numbered(number, "day"));
        add(words, rule, "BYDAY", "on ", "days", RecurrenceWords::day);
        add(words, rule, "BYHOUR", "at ", "hours", hour -> hour + " h");
        add(words, rule, "BYMINUTE", "at ", "minutes", minute -> "minute " + minute);
        add(words, rule, "BYSECOND", "at ", "seconds", second -> "second " + second);
        add(words, rule, "BYSETPOS", "of these ", "of them", number -> "the " + ordinal(number).strip());
        return String.join(" ", words) + end(rule, last);
    }

    private static void add(List<String> words, RecurrenceText rule, String part, String before, String noun,
            Function<String, String> called) {
        var text = rule.parts().get(part);
        if (text != null && !text.isEmpty()) {
            var values = List.of(text.split(","));
            words.add(before + (values.size() > MOST
                    ? values.size() + " " + noun
                    : joined(values.stream().map(called).toList())));
        }
    }

    private static String end(RecurrenceText rule, @Nullable LocalDate last) {
        var count = rule.number("COUNT");
        if (last != null) {
            return ", until " + last;
        }
        return count == null ? "" : count == 1 ? ", once" : ", " + count + " times";
    }

    private static String month(String number) {
        return Month.of(Integer.parseInt(number)).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** {@code 2MO}: the second Monday. */
    private static String day(String text) {
        var length = text.length();
        var name = Objects.requireNonNull(DAYS.get(text.substring(length - 2)))
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return length == 2 ? name : "the " + ordinal(text.substring(0, length - 2)) + name;
    }

    private static String numbered(String number, String noun) {
        return number.startsWith("-") ? "the " + ordinal(number) + noun : noun + " " + number.replace("+", "");
    }

    private static String ordinal(String number) {
        var value = Integer.parseInt(number);
        var place = Math.abs(value);
        if (value == -1) {
            return "last ";
        }
        return place + suffix(place) + (value < 0 ? " to last " : " ");
    }

    private static String suffix(int number) {
        if (number % 100 / 10 == 1) {
            return "th";
        }
        return switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private static String joined(List<String> values) {
        var last = values.getLast();
        return values.size() == 1
                ? last
                : String.join(", ", values.subList(0, values.size() - 1)) + " and " + last;
    }

    private static String counted(List<String> starts, String before) {
        if (starts.isEmpty()) {
            return "";
        }
        return before + " " + (starts.size() > MOST
                ? starts.size() + " days"
                : joined(starts.stream().map(start -> start.substring(0, "2026-03-02".length())).toList()));
    }
}
