package dev.tenantry.crm.imports.csv;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A way to write a date. Digits may be of any script, a month's name of any language that {@link MonthNames} knows, and a
 * time of day that follows is left out: it is the day that is written. Where that time has an offset, it is the day that
 * it is then in the reader's zone.
 *
 * @param pattern in the letters of {@link DateTimeFormatter}: {@code dd.MM.yyyy}; of years with two digits, 69 is 1969 and
 *                68 is 2068, as in POSIX; or {@link #SERIAL}
 */
public record DateFormat(String pattern, BiFunction<String, ZoneId, @Nullable LocalDate> reader) {

    /** Days as spreadsheets count them: 45292 is the first of January 2024. */
    public static final String SERIAL = "serial";

    private static final int PIVOT = 1969;
    private static final int LENGTH = 60;
    private static final LocalDate SERIAL_START = LocalDate.of(1899, 12, 30);
    private static final Pattern DAY_NUMBER = Pattern.compile("(\\d{5})([.,]\\d{1,15})?");

    /** @throws IllegalArgumentException where it is not a pattern of dates */
    public static DateFormat of(String pattern) {
        if (pattern.equals(SERIAL)) {
            return new DateFormat(pattern, (text, _) -> serial(text));
        }
        var formatter = formatter(pattern);
        try {
            var date = LocalDate.of(2017, 12, 31);
            var written = formatter.format(date.atTime(23, 59).atOffset(ZoneOffset.UTC));
            if (!date.equals(read(formatter, written, ZoneOffset.UTC))) {
                throw new IllegalArgumentException("it does not name a day of a year");
            }
        } catch (DateTimeException unfit) {
            throw new IllegalArgumentException("it does not name a day of a year", unfit);
        }
        var order = MonthNames.order(pattern);
        return new DateFormat(pattern, order == null
                ? (text, zone) -> read(formatter, text, zone)
                : (text, _) -> MonthNames.read(text, order));
    }

    /**
     * Whether what is written in one of them can be another day in the other: the same parts in another order. A name is no
     * number, and a year of four digits is no day.
     */
    public boolean contradicts(DateFormat other) {
        return MonthNames.order(pattern) == null && MonthNames.order(other.pattern) == null
                && !order().equals(other.order()) && shape().equals(other.shape());
    }

    /** With one letter for each part; a day or a month is read of one digit or two. */
    private String order() {
        return pattern.replaceAll("([dML])\\1+", "$1")
                .replace('L', 'M')
                .replace('u', 'y')
                .replaceAll("yyy+", "Y")
                .replace("yy", "y");
    }

    /** What stands where, days, months and short years being alike; without separators it can stand anywhere. */
    private String shape() {
        var shape = order().replaceAll("[dMy]", "#");
        return shape.chars().allMatch(sign -> sign == '#' || sign == 'Y') ? "" : shape;
    }

    /** The day that is written, in no zone. */
    public @Nullable LocalDate parse(String value) {
        return parse(value, ZoneOffset.UTC);
    }

    /** Null where the value is not of this format. @param zone whose day it is where the value says a moment */
    public @Nullable LocalDate parse(String value, ZoneId zone) {
        if (value.length() > LENGTH) {
            return null;
        }
        var text = PlainText.of(value);
        var date = read(text, zone);
        // Korean and Hungarian dates end in a dot.
        return date == null && text.endsWith(".") ? read(text.substring(0, text.length() - 1), zone) : date;
    }

    private @Nullable LocalDate read(String text, ZoneId zone) {
        var date = reader.apply(text, zone);
        if (date != null) {
            return date;
        }
        var day = withoutTime(text);
        var written = reader.apply(day, zone);
        return written == null ? null : inRange(TimeOfDay.day(written, text.substring(day.length()), zone));
    }

    private static @Nullable LocalDate inRange(@Nullable LocalDate date) {
        return date == null || date.getYear() < 1 || date.getYear() > 9999 ? null : date;
    }

    static int fullYear(String twoDigits) {
        var year = Integer.parseInt(twoDigits);
        return year + (year < PIVOT % 100 ? 2000 : 1900);
    }

    static String withoutTime(String text) {
        return text.indexOf(':') < 0 ? text : TimeOfDay.BEHIND_DATE.matcher(text).replaceFirst("");
    }

    private static @Nullable LocalDate serial(String text) {
        var number = DAY_NUMBER.matcher(text);
        return number.matches() ? SERIAL_START.plusDays(Long.parseLong(number.group(1))) : null;
    }

    /** Strict resolution knows years, not years of an era. */
    private static DateTimeFormatter formatter(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        var literal = false;
        var from = 0;
        for (var index = 0; index < pattern.length(); index++) {
            var letter = pattern.charAt(index);
            if (letter == '\'') {
                literal = !literal;
            } else if (!literal && (letter == 'y' || letter == 'u')) {
                var end = endOfRun(pattern, index);
                builder.appendPattern(pattern.substring(from, index));
                if (end - index == 2) {
                    builder.appendValueReduced(ChronoField.YEAR, 2, 2, PIVOT);
                } else {
                    builder.appendPattern("uuuu");
                }
                from = end;
                index = end - 1;
            }
        }
        return builder.appendPattern(pattern.substring(from))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static int endOfRun(String pattern, int start) {
        var end = start;
        while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(start)) {
            end++;
        }
        return end;
    }

    private static @Nullable LocalDate read(DateTimeFormatter formatter, String text, ZoneId zone) {
        var position = new ParsePosition(0);
        var parsed = formatter.parseUnresolved(text, position);
        if (parsed == null || position.getErrorIndex() >= 0 || position.getIndex() != text.length()) {
            return null;
        }
        try {
            var moment = formatter.parse(text);
            var day = LocalDate.from(moment);
            return inRange(moment.isSupported(ChronoField.INSTANT_SECONDS)
                    ? TimeOfDay.day(LocalDateTime.from(moment), day, ZoneId.from(moment), zone)
                    : day);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
