package dev.tenantry.crm.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.List;

import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;

/**
 * The weeks of the year that a rule names, all where it names none. The library takes the 53rd of a year that has 52 for its last.
 *
 * @param weeks from the beginning of the year, or, below zero, from its end
 */
record WeekNumbers(List<Integer> weeks, WeekFields fields) {

    private static final int DAYS_OF_FIRST = 4;

    static WeekNumbers of(RecurrenceRule rule) {
        var weeks = rule.hasPart(Part.BYWEEKNO) ? rule.getByPart(Part.BYWEEKNO) : List.<Integer>of();
        // Theirs begin with Sunday.
        var first = DayOfWeek.SUNDAY.plus(rule.getWeekStart().ordinal());
        return new WeekNumbers(weeks, WeekFields.of(first, DAYS_OF_FIRST));
    }

    boolean have(LocalDate day) {
        if (weeks.isEmpty()) {
            return true;
        }
        var week = day.get(fields.weekOfWeekBasedYear());
        var last = (int) day.range(fields.weekOfWeekBasedYear()).getMaximum();
        return weeks.contains(week) || weeks.contains(week - last - 1);
    }
}
