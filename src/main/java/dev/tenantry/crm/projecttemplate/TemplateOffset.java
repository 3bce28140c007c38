package dev.tenantry.crm.projecttemplate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How far from a project's first day something is due.
 *
 * @param days        0: on that day; less: before it
 * @param workingDays whether Monday to Friday alone are counted, from the first of them on or after that day; absent: all days are
 */
record TemplateOffset(
        @NotNull @Min(-3650) @Max(3650) Integer days,
        @Nullable Boolean workingDays) {

    private static final int DAYS_OF_WEEK = 7;
    private static final int WORKING_DAYS_OF_WEEK = 5;

    static TemplateOffset between(LocalDate start, LocalDate day) {
        return new TemplateOffset(Math.toIntExact(ChronoUnit.DAYS.between(start, day)), null);
    }

    LocalDate from(LocalDate start) {
        if (!Boolean.TRUE.equals(workingDays)) {
            return start.plusDays(days);
        }
        var first = start.getDayOfWeek().getValue() > WORKING_DAYS_OF_WEEK
                ? start.plusDays(1L + DAYS_OF_WEEK - start.getDayOfWeek().getValue())
                : start;
        var total = first.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue() + days;
        return first.with(DayOfWeek.MONDAY)
                .plusWeeks(Math.floorDiv(total, WORKING_DAYS_OF_WEEK))
                .plusDays(Math.floorMod(total, WORKING_DAYS_OF_WEEK));
    }
}
