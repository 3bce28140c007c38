package dev.tenantry.crm.imports.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.NumberText.Evidence;

/** Counts what the numbers of a column tell of their separators and of their currency. */
final class NumberTally {

    /** A column that has no number in so many values has none. */
    private static final int PATIENCE = 1000;
    private static final int CURRENCIES = 10;
    private static final double NEARLY_ALL = 0.9;

    private final Map<Evidence, Long> counts = new EnumMap<>(Evidence.class);
    private final Map<Evidence, String> examples = new EnumMap<>(Evidence.class);
    private final Map<String, Long> currencies = new LinkedHashMap<>();
    private long values;
    private long numbers;
    private long doubtful;

    void observe(String value) {
        values++;
        if (numbers == 0 && values > PATIENCE) {
            return;
        }
        var number = NumberText.of(value);
        if (number == null || number.value(".") == null && number.value(",") == null) {
            return;
        }
        numbers++;
        var evidence = number.evidence();
        counts.merge(evidence, 1L, Long::sum);
        examples.putIfAbsent(evidence, value);
        if (!number.currencies().isEmpty()) {
            var currency = CurrencySigns.choose(number.currencies(), null);
            if (currency == null || currencies.size() >= CURRENCIES && !currencies.containsKey(currency)) {
                doubtful++;
            } else {
                currencies.merge(currency, 1L, Long::sum);
            }
        }
    }

    long count() {
        return numbers;
    }

    /** Whether most of the values are numbers, so that the others are mistakes. */
    boolean isNumbers() {
        return numbers * 2 > values;
    }

    /** The currency that the signs of nearly all numbers mean; null where few have one, or they mean several. */
    @Nullable
    String currency() {
        return currencies.size() == 1 && doubtful == 0 && signed() >= numbers * NEARLY_ALL
                ? currencies.keySet().iterator().next()
                : null;
    }

    private long signed() {
        return doubtful + currencies.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The separator before decimals: none where there is nothing to be separated. */
    Reading read(Conventions conventions) {
        if (numbers == 0) {
            return new Reading(List.of(), List.of(), "");
        }
        var reasons = new ArrayList<String>();
        var reading = separator(conventions, reasons);
        if (signed() > 0 && currency() == null) {
            reasons.add(signed() + " of " + numbers + " numbers say their currency; the others are in the mapping's");
        }
        if (numbers < values) {
            reasons.add(values - numbers + " of " + values + " values are no numbers");
        }
        return new Reading(reading.formats(), reading.ambiguous(), String.join("; ", reasons));
    }

    private Reading separator(Conventions conventions, List<String> reasons) {
        var points = count(Evidence.POINT);
        var commas = count(Evidence.COMMA);
        if (points > 0 && commas > 0) {
            return contradiction(conventions, Evidence.POINT, Evidence.COMMA, reasons);
        }
        if (points > 0 || commas > 0) {
            var told = points > 0 ? Evidence.POINT : Evidence.COMMA;
            reasons.add(name(told) + ", since " + written(Math.max(points, commas)) + " like "
                    + examples.get(told));
            return decided(told == Evidence.POINT ? "." : ",");
        }
        return count(Evidence.OPEN_POINT) + count(Evidence.OPEN_COMMA) == 0
                ? new Reading(List.of(), List.of(), "")
                : open(conventions, reasons);
    }

    private Reading contradiction(Conventions conventions, Evidence point, Evidence comma, List<String> reasons) {
        var doubt = "ambiguous, since " + written(count(point)) + " like " + examples.get(point) + " and "
                + count(comma) + " like " + examples.get(comma);
        if (conventions.decimalSeparator() != null) {
            reasons.add(doubt + "; read " + conventions.separatorSource());
            return decided(conventions.decimalSeparator());
        }
        reasons.add(doubt + "; the mapping has to state the decimal separator");
        return new Reading(List.of(), List.of(".", ","), "");
    }

    /** All separators stand before three digits, as those of thousands do; amounts hardly have three decimals. */
    private Reading open(Conventions conventions, List<String> reasons) {
        var points = count(Evidence.OPEN_POINT);
        var commas = count(Evidence.OPEN_COMMA);
        if (points > 0 && commas > 0) {
            return contradiction(conventions, Evidence.OPEN_POINT, Evidence.OPEN_COMMA, reasons);
        }
        var doubt = "ambiguous, since each separator of " + (points + commas)
                + " values stands before three digits, as in "
                + examples.get(points > 0 ? Evidence.OPEN_POINT : Evidence.OPEN_COMMA);
        if (conventions.decimalSeparator() != null) {
            reasons.add(doubt + "; read " + conventions.separatorSource());
            return decided(conventions.decimalSeparator());
        }
        reasons.add(doubt + "; taken for thousands, since amounts hardly have three decimals");
        return decided(points > 0 ? "," : ".");
    }

    private static String written(long count) {
        return count == 1 ? "1 value is written" : count + " values are written";
    }

    private static Reading decided(String separator) {
        return new Reading(List.of(separator), List.of(), "");
    }

    private static String name(Evidence evidence) {
        return evidence == Evidence.POINT ? "decimal point" : "decimal comma";
    }

    private long count(Evidence evidence) {
        return counts.getOrDefault(evidence, 0L);
    }
}
