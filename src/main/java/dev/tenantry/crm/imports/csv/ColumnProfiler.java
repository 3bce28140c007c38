package dev.tenantry.crm.imports.csv;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.Texts;

/** Gathers what the values of a column have in common. */
final class ColumnProfiler {

    private static final int SAMPLES = 10;
    private static final int SAMPLE_LENGTH = 100;
    private static final Map<ColumnType, Predicate<String>> TESTS = new EnumMap<>(Map.of(
            ColumnType.BOOLEAN,
            Pattern.compile("(?iu)true|false|yes|no|ja|nein|nee|oui|non|s[ií]|sim|n[ãa]o|да|нет|是|否|はい|いいえ")
                    .asMatchPredicate(),
            ColumnType.INTEGER, Pattern.compile("[+-]?\\d{1,18}").asMatchPredicate(),
            ColumnType.EMAIL, EmailAddress::isValid));

    private final String name;
    private final Set<String> samples = new LinkedHashSet<>();
    private final Map<ColumnType, Predicate<String>> possible = new EnumMap<>(TESTS);
    private final DateTally dates = new DateTally();
    private final NumberTally numbers = new NumberTally();
    private long blank;
    private long values;

    ColumnProfiler(String name) {
        this.name = name;
    }

    void observe(String value) {
        if (value.isEmpty()) {
            blank++;
            return;
        }
        values++;
        if (samples.size() < SAMPLES) {
            samples.add(Texts.shown(value, SAMPLE_LENGTH));
        }
        if (!possible.isEmpty()) {
            possible.values().removeIf(test -> !test.test(value));
        }
        dates.observe(value);
        numbers.observe(value);
    }

    String name() {
        return name;
    }

    DateTally dates() {
        return dates;
    }

    /** @param orders the orders that columns of this file have decided for families of dates */
    Column toColumn(Map<String, Conventions.Order> orders, Conventions conventions) {
        var type = type();
        return switch (type) {
            case DATE -> dateColumn(type, DateReading.of(dates, orders, conventions));
            case INTEGER, DECIMAL -> numberColumn(type, conventions);
            // A field of dates or numbers can be taken from it all the same.
            case TEXT -> dates.dates() > 0 && dates.dates() >= numbers.count()
                    ? dateColumn(type, DateReading.of(dates, orders, conventions))
                    : numberColumn(type, conventions);
            case EMPTY, BOOLEAN, EMAIL -> column(type, null, List.of(), null, null, null,
                    new Reading(List.of(), List.of(), ""));
        };
    }

    private Column dateColumn(ColumnType type, Reading reading) {
        var chief = reading.formats().isEmpty() ? null : reading.formats().getFirst();
        return column(type, chief, reading.formats().stream().skip(1).toList(), null, null, null, reading);
    }

    private Column numberColumn(ColumnType type, Conventions conventions) {
        var reading = numbers.read(conventions);
        var integers = dates.integers();
        var separator = reading.formats().isEmpty() ? null : reading.formats().getFirst();
        return column(type, integers.isEmpty() ? null : integers, List.of(), separator, numbers.openSeparator(),
                numbers.currency(conventions), reading);
    }

    private Column column(ColumnType type, @Nullable String dateFormat, List<String> otherDateFormats,
            @Nullable String decimalSeparator, @Nullable String openSeparator, @Nullable String currency,
            Reading reading) {
        return new Column(name, type, dateFormat, otherDateFormats, decimalSeparator, openSeparator, currency,
                reading.ambiguous(), reading.basis().isEmpty() ? null : reading.basis(), List.copyOf(samples), blank);
    }

    private ColumnType type() {
        if (values == 0) {
            return ColumnType.EMPTY;
        }
        // 2.5.2017 looks like a number with separators too.
        if (dates.isDates()) {
            return ColumnType.DATE;
        }
        return possible.keySet()
                .stream()
                .findFirst()
                .orElse(numbers.isNumbers() ? ColumnType.DECIMAL : ColumnType.TEXT);
    }
}
