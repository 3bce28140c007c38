package dev.tenantry.crm.imports.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dates that are written alike, as {@code 3/4/2024} and {@code 25/4/2024} are: what there are several patterns for, of which
 * only the values can tell which one is meant.
 */
final class DateFamily {

    private final String name;
    private final List<String> patterns;
    /** How many values are dates by just these patterns: bit 0 for the first one. */
    private final long[] counts;
    private boolean padded = true;

    private DateFamily(String name, List<String> patterns) {
        this.name = name;
        this.patterns = patterns;
        this.counts = new long[1 << patterns.size()];
    }

    static DateFamily yearFirst(String separator) {
        return of("yMd" + separator, separator, "yyyy,M,d");
    }

    static DateFamily yearLast(String separator) {
        return of("y" + separator, separator, "d,M,yyyy", "M,d,yyyy");
    }

    static DateFamily shortYear(String separator) {
        return of("yy" + separator, separator, "d,M,yy", "M,d,yy", "yy,M,d");
    }

    static DateFamily certain(String pattern) {
        return new DateFamily(pattern, List.of(pattern));
    }

    private static DateFamily of(String name, String separator, String... patterns) {
        return new DateFamily(name,
                List.of(patterns).stream().map(pattern -> pattern.replace(",", separator)).toList());
    }

    String name() {
        return name;
    }

    /** @return whether it is a date by any of the patterns */
    boolean observe(String first, String second, String third) {
        var parts = List.of(first, second, third);
        var mask = 0;
        for (var index = 0; index < patterns.size(); index++) {
            mask |= isDate(Conventions.Order.of(patterns.get(index)), parts) ? 1 << index : 0;
        }
        counts[mask]++;
        padded &= second.length() == 2 && third.length() == 2;
        return mask != 0;
    }

    void observeCertain() {
        counts[1]++;
    }

    /** Whether there is more than one pattern for it. */
    boolean isOpen() {
        return patterns.size() > 1;
    }

    long count() {
        return IntStream.range(1, counts.length).mapToLong(mask -> counts[mask]).sum();
    }

    /** The patterns by which every one of them is a date; none where both orders of day and month occur. */
    List<String> fitting() {
        return IntStream.range(0, patterns.size())
                .filter(pattern -> count(1 << pattern) == count())
                .mapToObj(this::written)
                .toList();
    }

    /** The patterns by which any is. */
    List<String> possible() {
        return IntStream.range(0, patterns.size())
                .filter(pattern -> count(1 << pattern) > 0)
                .mapToObj(this::written)
                .toList();
    }

    /** How many are dates by this pattern and not by each of the others. */
    long evidence(String pattern) {
        var bit = 1 << possiblePosition(pattern);
        return IntStream.range(1, counts.length - 1)
                .filter(mask -> (mask & bit) != 0)
                .mapToLong(mask -> counts[mask])
                .sum();
    }

    private long count(int bit) {
        return IntStream.range(1, counts.length)
                .filter(mask -> (mask & bit) != 0)
                .mapToLong(mask -> counts[mask])
                .sum();
    }

    private int possiblePosition(String pattern) {
        return IntStream.range(0, patterns.size())
                .filter(index -> written(index).equals(pattern))
                .findFirst()
                .orElseThrow();
    }

    /** What is always written as ISO 8601 has it is called so. */
    private String written(int pattern) {
        return patterns.get(pattern).equals("yyyy-M-d") && padded ? "yyyy-MM-dd" : patterns.get(pattern);
    }

    /** Leap years of the Buddhist calendar, 543 ahead, are those of the Gregorian one. */
    private static int commonYear(int year) {
        return year >= 2400 && year < 2700 ? year - 543 : year;
    }

    private static boolean isDate(String order, List<String> parts) {
        var year = parts.get(order.indexOf('y'));
        try {
            LocalDate.of(year.length() == 2 ? DateFormat.fullYear(year) : commonYear(Integer.parseInt(year)),
                    Integer.parseInt(parts.get(order.indexOf('M'))), Integer.parseInt(parts.get(order.indexOf('d'))));
            return year.length() > 1;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
