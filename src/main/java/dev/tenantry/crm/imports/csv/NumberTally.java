package dev.tenantry.crm.imports.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    /** How many numbers have a sign of these currencies, and what the first of them is. */
    private final Map<Set<String>, Sign> signs = new LinkedHashMap<>();
    private long values;
    private long numbers;
    private long otherSigns;

    private record Sign(String example, long count) {}

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
            if (signs.size() >= CURRENCIES && !signs.containsKey(number.currencies())) {
                otherSigns++;
            } else {
                signs.merge(number.currencies(), new Sign(value, 1),
                        (sign, _) -> new Sign(sign.example, sign.count + 1));
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
    String currency(Conventions conventions) {
        var currencies = signed(conventions);
        return currencies.size() == 1 && isClear(conventions) && signed() >= numbers * NEARLY_ALL
                ? currencies.iterator().next()
                : null;
    }

    /** A dot or a comma, where it alone occurs and always before three digits, so that it can be of thousands or decimals. */
    @Nullable
    String openSeparator() {
        var points = count(Evidence.OPEN_POINT);
        var commas = count(Evidence.OPEN_COMMA);
        if (count(Evidence.POINT) + count(Evidence.COMMA) > 0 || points > 0 == commas > 0) {
            return null;
        }
        return points > 0 ? "." : ",";
    }

    private long signed() {
        return otherSigns + signs.values().stream().mapToLong(Sign::count).sum();
    }

    private boolean isClear(Conventions conventions) {
        return otherSigns == 0 && signs.keySet()
                .stream()
                .noneMatch(meanings -> CurrencySigns.choose(meanings, conventions.currency()) == null);
    }

    private Set<String> signed(Conventions conventions) {
        return signs.keySet().stream().flatMap(meanings -> {
            var meant = CurrencySigns.choose(meanings, conventions.currency());
            return meant == null ? meanings.stream() : Stream.of(meant);
        }).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All that its numbers can be in. */
    private Set<String> currencies(Conventions conventions) {
        var currencies = signed(conventions);
        if (signed() < numbers && conventions.currency() != null) {
            currencies.add(conventions.currency());
        }
        return currencies;
    }

    /** The separator before decimals: none where there is nothing to be separated. */
    Reading read(Conventions conventions) {
        if (numbers == 0) {
            return new Reading(List.of(), List.of(), "");
        }
        var reasons = new ArrayList<String>();
        var reading = separator(conventions, reasons);
        signs.forEach((meanings, sign) -> denominate(meanings, sign, conventions, reasons));
        if (signed() > 0 && currency(conventions) == null) {
            reasons.add(signed() + " of " + numbers + " numbers say their currency; the others are in the mapping's");
        }
        if (numbers < values) {
            reasons.add(values - numbers + " of " + values + " values are no numbers");
        }
        return new Reading(reading.formats(), reading.ambiguous(), String.join("; ", reasons));
    }

    /** What a sign of several currencies is taken for. */
    private static void denominate(Set<String> meanings, Sign sign, Conventions conventions, List<String> reasons) {
        if (meanings.size() == 1) {
            return;
        }
        var meant = CurrencySigns.choose(meanings, conventions.currency());
        var doubt = "the sign of " + sign.example + " is that of " + meanings.size() + " currencies; ";
        if (meant == null) {
            reasons.add(doubt + "a column or the mapping has to name one of " + meanings.stream().sorted().toList());
        } else {
            reasons.add(doubt + "taken for " + meant
                    + (meant.equals(conventions.currency()) ? ", the organization's" : ", which it mostly is"));
        }
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

    /** All separators stand before three digits, as those of thousands do; few currencies have three decimals. */
    private Reading open(Conventions conventions, List<String> reasons) {
        var points = count(Evidence.OPEN_POINT);
        var commas = count(Evidence.OPEN_COMMA);
        if (points > 0 && commas > 0) {
            return contradiction(conventions, Evidence.OPEN_POINT, Evidence.OPEN_COMMA, reasons);
        }
        var doubt = "ambiguous, since each separator of " + (points + commas)
                + " values stands before three digits, as in "
                + examples.get(points > 0 ? Evidence.OPEN_POINT : Evidence.OPEN_COMMA);
        var seen = points > 0 ? "." : ",";
        var currencies = currencies(conventions);
        var separator = conventions.decimalSeparator(seen, currencies);
        if (separator == null) {
            reasons.add(doubt + "; the mapping has to state the decimal separator, since " + currencies
                    + " can have three decimals");
            return new Reading(List.of(), List.of(".", ","), "");
        }
        var known = currencies.isEmpty() ? "amounts" : "amounts in " + String.join(", ", currencies);
        reasons.add(doubt + (separator.equals(seen)
                ? "; taken for decimals, since " + known + " have three"
                : "; taken for thousands, since " + known + " hardly have three decimals")
                + (separator.equals(conventions.decimalSeparator()) ? ", and " + conventions.separatorSource() : ""));
        return decided(separator);
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
