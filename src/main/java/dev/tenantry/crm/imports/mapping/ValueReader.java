package dev.tenantry.crm.imports.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.DateFormat;

/** Reads numbers, dates and ids the way that a mapping says they are written. */
final class ValueReader {

    private static final int MAX_LENGTH = 40;

    private final List<DateFormat> dateFormats;
    private final Pattern number;
    private final Pattern separators;
    private final String decimalSeparator;

    ValueReader(ImportMapping mapping) {
        this.dateFormats = Objects.requireNonNull(mapping.dateFormats())
                .stream()
                .map(DateFormat::of)
                .toList();
        this.decimalSeparator = Objects.requireNonNull(mapping.decimalSeparator());
        var grouping = decimalSeparator.equals(".") ? "," : ".";
        var separator = "[" + grouping + "' \u00a0\u202f]";
        this.number = Pattern.compile("[+-]?[$€£¥]? ?(\\d+|\\d{1,3}(" + separator + "\\d{3})+)?(["
                + decimalSeparator + "]\\d+)? ?[$€£¥]?");
        this.separators = Pattern.compile("[" + grouping + "' \u00a0\u202f$€£¥+]");
    }

    /** Null where the text is no number. */
    @Nullable
    BigDecimal decimal(String text) {
        if (text.length() > MAX_LENGTH || !number.matcher(text).matches()) {
            return null;
        }
        try {
            return new BigDecimal(separators.matcher(text).replaceAll("").replace(decimalSeparator, "."));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** Null where the text is no whole number of a sensible size. */
    @Nullable
    Integer integer(String text) {
        var decimal = decimal(text);
        try {
            return decimal == null ? null : decimal.intValueExact();
        } catch (ArithmeticException _) {
            return null;
        }
    }

    /** Null where the text is not a date of any of the formats. */
    @Nullable
    LocalDate date(String text) {
        for (var format : dateFormats) {
            var date = format.parse(text);
            if (date != null) {
                return date;
            }
        }
        return null;
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
