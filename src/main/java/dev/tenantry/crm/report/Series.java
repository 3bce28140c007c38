package dev.tenantry.crm.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a report tells part by part of its period: of each of them, those in which there is nothing included. */
public final class Series {

    private Series() {}

    /** By its months. @param month the first day of the month that a row is of */
    public static <R> SortedMap<LocalDate, List<R>> byMonth(Question question, List<R> rows,
            Function<R, LocalDate> month) {
        return of(TimeUnit.MONTH.divide(question.from().withDayOfMonth(1), question.to()), rows, month);
    }

    /** @param begins the first days of the parts @param begin that of the part that a row is of */
    public static <R> SortedMap<LocalDate, List<R>> of(List<LocalDate> begins, List<R> rows,
            Function<R, LocalDate> begin) {
        var parts = new TreeMap<LocalDate, List<R>>();
        begins.forEach(day -> parts.put(day, new ArrayList<>()));
        rows.forEach(row -> parts.computeIfAbsent(begin.apply(row), _ -> new ArrayList<>()).add(row));
        return parts;
    }
}
