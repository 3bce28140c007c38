package dev.tenantry.crm.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a period is divided into. A week begins on Monday; the first part and the last one can be shorter. */
public enum TimeUnit {

    DAY, WEEK, MONTH;

    private LocalDate next(LocalDate day) {
        return switch (this) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }

    /** The first days of the parts. */
    public List<LocalDate> divide(LocalDate from, LocalDate to) {
        var parts = new ArrayList<LocalDate>();
        for (var day = from; !day.isAfter(to); day = next(day)) {
            parts.add(day);
        }
        return parts;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
