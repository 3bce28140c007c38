package dev.tenantry.crm.imports.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Gathers what the values of a column have in common. */
final class ColumnProfiler {

    private static final int SAMPLES = 10;
    private static final int SAMPLE_LENGTH = 100;
    private static final Map<ColumnType, Predicate<String>> TESTS = new EnumMap<>(Map.of(
            ColumnType.BOOLEAN, Pattern.compile("(?i)true|false|yes|no").asMatchPredicate(),
            ColumnType.INTEGER, Pattern.compile("[+-]?\\d{1,18}").asMatchPredicate(),
            ColumnType.DECIMAL, Pattern.compile("[+-]?[$€£]? ?\\d[\\d.,' \u00a0]{0,30} ?[$€£]?").asMatchPredicate(),
            ColumnType.EMAIL, Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,253}").asMatchPredicate()));

    private final String name;
    private final Set<String> samples = new LinkedHashSet<>();
    private final Map<ColumnType, Predicate<String>> possible = new EnumMap<>(TESTS);
    private final List<DateFormat> dateFormats = new ArrayList<>(DateFormat.COMMON);
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
            samples.add(value.length() > SAMPLE_LENGTH ? value.substring(0, SAMPLE_LENGTH) : value);
        }
        if (!possible.isEmpty()) {
            possible.values().removeIf(test -> !test.test(value));
        }
        if (!dateFormats.isEmpty()) {
            dateFormats.removeIf(format -> !format.fits(value));
        }
    }

    Column toColumn() {
        var format = values == 0 || dateFormats.isEmpty() ? null : dateFormats.getFirst().pattern();
        return new Column(name, type(), format, List.copyOf(samples), blank);
    }

    private ColumnType type() {
        if (values == 0) {
            return ColumnType.EMPTY;
        }
        // 2.5.2017 looks like a number with separators too.
        if (!dateFormats.isEmpty()) {
            return ColumnType.DATE;
        }
        return possible.keySet().stream().findFirst().orElse(ColumnType.TEXT);
    }
}
