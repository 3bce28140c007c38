package dev.tenantry.shared.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Dates and times as texts: RFC 3339 in the years 0001 to 9999, which every reader of an answer knows, too. A time has
 * seconds and an offset, and at most six decimals, which is what the database keeps: further ones must be zero. There is no
 * second 60, which no clock here could hold.
 */
public final class Rfc3339 {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("(?<date>[0-9-]{10})[Tt]"
            + "(?<clock>[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?)(?<rest>[0-9]{0,20})"
            + "(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final DateTimeFormatter STRICT_DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd")
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Rfc3339() {}

    /** Whether it has a date's form, without a time. */
    public static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    /** @throws DateTimeException where it is no date, {@code 2026-01-31} */
    public static LocalDate date(String text) {
        if (!isDate(text)) {
            throw new DateTimeException("not YYYY-MM-DD");
        }
        var date = LocalDate.parse(text, STRICT_DATE);
        if (date.getYear() < 1) {
            throw new DateTimeException("there is no year 0");
        }
        return date;
    }

    /** @throws DateTimeException where it is no time, {@code 2026-01-31T12:00:00.000001+13:00} */
    public static Instant time(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches() || !parts.group("rest").chars().allMatch(digit -> digit == '0')) {
            throw new DateTimeException("not YYYY-MM-DDThh:mm:ss[.ffffff] with an offset");
        }
        var clock = LocalTime.parse(parts.group("clock"));
        var time = date(parts.group("date")).atTime(clock).toInstant(offset(parts.group("offset")));
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeException("outside of the years 0001 to 9999");
        }
        return time;
    }

    /**
     * A time, or the beginning of a day where it is but a date.
     *
     * @param zone whose days are meant; asked only where there is a date
     * @throws DateTimeException where it is neither
     */
    public static Instant timeOrDay(String text, Supplier<? extends ZoneId> zone) {
        return isDate(text) ? date(text).atStartOfDay(zone.get()).toInstant() : time(text);
    }

    private static ZoneOffset offset(String text) {
        return text.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
