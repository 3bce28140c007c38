package dev.tenantry.crm.recurrence;

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

import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** When something recurs, as people say it: {@code every 2 weeks on Monday and Friday, until 2026-05-01}. */
public record RecurrenceWords(Words words, LocalFormat format) {

    private static final PageTexts TEXTS = PageTexts.of("crm/recurrence/texts");
    /** More of a kind are counted. */
    private static final int MOST = 12;
    private static final Map<String, DayOfWeek> DAYS = Stream.of(DayOfWeek.values())
            .collect(Collectors.toMap(day -> day.name().substring(0, 2), Function.identity()));

    public static RecurrenceWords of(LocalFormat format) {
        return new RecurrenceWords(TEXTS.alone(format.language()), format);
    }

    /**
     * Empty of what takes place once.
     *
     * @param rule    null where there is none
     * @param last    the day of its last time, where its end is a time
     * @param besides days on which it takes place besides
     * @param without days that it leaves out
     */
    public String of(@Nullable RecurrenceText rule, @Nullable LocalDate last, List<LocalDate> besides,
            List<LocalDate> without) {
        return Stream.of(rule == null ? "" : of(rule, last), days(besides, rule == null ? "and-on" : "besides-on"),
                days(without, "not-on"))
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> words.of("list", one, other))
                .orElse("");
    }

    String of(RecurrenceText rule, @Nullable LocalDate last) {
        var said = new ArrayList<String>();
        var interval = Objects.requireNonNullElse(rule.number("INTERVAL"), 1);
        said.add(words.counted(rule.frequency().toLowerCase(Locale.ROOT), interval, interval));
        add(said, rule, "BYMONTH", "months", this::month);
        add(said, rule, "BYWEEKNO", "weeks", number -> numbered("week", number));
        add(said, rule, "BYYEARDAY", "year-days", number -> numbered("year-day", number));
        add(said, rule, "BYMONTHDAY", "month-days", number -> numbered("month-day", number));
        add(said, rule, "BYDAY", "weekdays", this::weekday);
        add(said, rule, "BYHOUR", "hours", hour -> words.of("hour", hour));
        add(said, rule, "BYMINUTE", "minutes", minute -> words.of("minute", minute));
        add(said, rule, "BYSECOND", "seconds", second -> words.of("second", second));
        add(said, rule, "BYSETPOS", "positions", number -> numbered("position", number));
        return String.join(" ", said) + end(rule, last);
    }

    private void add(List<String> said, RecurrenceText rule, String part, String name,
            Function<String, String> called) {
        var text = rule.parts().get(part);
        if (text != null && !text.isEmpty()) {
            var values = List.of(text.split(","));
            said.add(values.size() > MOST
                    ? words.of("many-" + name, values.size())
                    : words.of(name, joined(values.stream().map(called).toList())));
        }
    }

    private String end(RecurrenceText rule, @Nullable LocalDate last) {
        var count = rule.number("COUNT");
        if (last != null) {
            return words.of("until", format.day(last));
        }
        return count == null ? "" : words.counted("times", count, count);
    }

    private String month(String number) {
        return Month.of(Integer.parseInt(number)).getDisplayName(TextStyle.FULL_STANDALONE, words.locale());
    }

    /** {@code 2MO}: the second Monday. */
    private String weekday(String text) {
        var length = text.length();
        var name = Objects.requireNonNull(DAYS.get(text.substring(length - 2)))
                .getDisplayName(TextStyle.FULL_STANDALONE, words.locale());
        return length == 2
                ? words.of("weekday", name)
                : numbered("weekday-nth", text.substring(0, length - 2), name);
    }

    /** From the beginning, or, below zero, from the end. */
    private String numbered(String name, String number) {
        return numbered(name, number, "");
    }

    private String numbered(String name, String number, String noun) {
        var value = Integer.parseInt(number);
        var place = Math.abs(value);
        return words.counted(value < 0 ? name + "-back" : name, place, place, noun);
    }

    private String joined(List<String> values) {
        var last = values.getLast();
        return values.size() == 1
                ? last
                : words.of("pair", values.subList(0, values.size() - 1)
                        .stream()
                        .reduce((one, other) -> words.of("list", one, other))
                        .orElseThrow(), last);
    }

    private String days(List<LocalDate> days, String name) {
        if (days.isEmpty()) {
            return "";
        }
        return days.size() > MOST
                ? words.of("many-" + name, days.size())
                : words.of(name, joined(days.stream().map(format::day).toList()));
    }
}
