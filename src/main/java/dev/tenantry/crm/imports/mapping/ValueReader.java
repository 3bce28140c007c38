package dev.tenantry.crm.imports.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.DateFormat;
import dev.tenantry.crm.imports.csv.NumberText;

/** Reads numbers, dates and ids the way that a mapping says they are written. */
record ValueReader(List<DateFormat> dateFormats, String decimalSeparator, ZoneId zone, boolean isBuddhist) {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    /**
     * @param mapping completed
     * @param zone    whose days moments are taken for
     * @param locale  whose calendar years are of
     */
    static ValueReader of(FieldMapping field, ImportMapping mapping, ZoneId zone, Locale locale) {
        var separator = field.decimalSeparator() == null ? mapping.decimalSeparator() : field.decimalSeparator();
        return new ValueReader(formats(field, mapping), separator == null ? "." : separator, zone,
                locale.getLanguage().equals("th"));
    }

    /** The field's own goes first; then those of the mapping that can mean no other day. */
    private static List<DateFormat> formats(FieldMapping field, ImportMapping mapping) {
        var common = Objects.requireNonNullElse(mapping.dateFormats(), List.<String>of())
                .stream()
                .map(DateFormat::of)
                .toList();
        if (field.dateFormat() == null) {
            return common;
        }
        var own = DateFormat.of(field.dateFormat());
        return Stream.concat(Stream.of(own), common.stream().filter(format -> !own.contradicts(format))).toList();
    }

    /** Null where the text is no number, whatever currency stands beside it. */
    @Nullable
    BigDecimal decimal(String text) {
        var number = NumberText.of(text);
        return number == null ? null : number.value(decimalSeparator);
    }

    /** As it is written without an exponent; null where the text is no number, or one of money. */
    @Nullable
    String plainDecimal(String text) {
        var number = NumberText.of(text);
        var decimal = number == null || !number.currencies().isEmpty() ? null : number.value(decimalSeparator);
        return decimal == null ? null : decimal.toPlainString();
    }

    /** Null where the text is no whole number of a sensible size. */
    @Nullable
    Integer integer(String text) {
        var number = NumberText.of(text);
        try {
            var decimal = number == null || !number.currencies().isEmpty() ? null : number.value(decimalSeparator);
            return decimal == null ? null : decimal.intValueExact();
        } catch (ArithmeticException _) {
            return null;
        }
    }

    /** Null where the text is not a date of any of the formats. */
    @Nullable
    LocalDate date(String text) {
        var written = isBuddhist ? BuddhistYears.common(text) : text;
        for (var format : dateFormats) {
            var date = format.parse(written, zone);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    /** Years of other calendars, and slips, are no years of deals. */
    static boolean isLikely(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    @Nullable
    UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
