package dev.tenantry.crm.imports.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A way to write a date. A time of day that follows is left out.
 *
 * @param pattern in the letters of {@link DateTimeFormatter}: {@code dd.MM.yyyy}
 */
public record DateFormat(String pattern, DateTimeFormatter formatter) {

    /** What files commonly have; where the order of day and month cannot be told, the first that fits. */
    public static final List<DateFormat> COMMON = List.of(of("yyyy-MM-dd"), of("yyyy-MM-dd'T'HH:mm[:ss[.SSS]][XXX]"),
            of("yyyy-MM-dd HH:mm[:ss]"), of("yyyy/M/d"), of("d.M.yyyy"), of("M/d/yyyy"), of("d/M/yyyy"), of("d-M-yyyy"),
            of("d MMM yyyy"), of("MMM d, yyyy"));

    /** @throws IllegalArgumentException where it is not a pattern of dates */
    public static DateFormat of(String pattern) {
        // Strict resolution knows years, not years of an era.
        var formatter = new DateTimeFormatterBuilder().parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        var format = new DateFormat(pattern, formatter);
        try {
            var date = LocalDate.of(2017, 12, 31);
            if (!date.equals(format.parse(formatter.format(date.atTime(23, 59).atOffset(ZoneOffset.UTC))))) {
                throw new IllegalArgumentException("it does not name a day of a year");
            }
        } catch (DateTimeException unfit) {
            throw new IllegalArgumentException("it does not name a day of a year", unfit);
        }
        return format;
    }

    public boolean fits(String value) {
        return parse(value) != null;
    }

    /** Null where the value is not of this format. */
    public @Nullable LocalDate parse(String value) {
        if (value.length() > 40) {
            return null;
        }
        var position = new java.text.ParsePosition(0);
        var parsed = formatter.parseUnresolved(value, position);
        if (parsed == null || position.getErrorIndex() >= 0 || position.getIndex() != value.length()) {
            return null;
        }
        try {
            return LocalDate.from(formatter.parse(value));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
