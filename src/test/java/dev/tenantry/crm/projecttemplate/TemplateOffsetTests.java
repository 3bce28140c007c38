package dev.tenantry.crm.projecttemplate;

import java.time.DayOfWeek;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far something is from a project's first day. */
class TemplateOffsetTests {

    @Test
    void workingDaysAreCountedAsAWalkCountsThem() {
        for (var start = LocalDate.of(2028, 2, 20); start.getDayOfYear() < 80; start = start.plusDays(1)) {
            for (var days = -30; days <= 30; days++) {
                assertThat(new TemplateOffset(days, true).from(start)).as(start + " " + days)
                        .isEqualTo(walk(start, days));
            }
        }
    }

    private static LocalDate walk(LocalDate start, int days) {
        var day = start;
        while (isWeekend(day)) {
            day = day.plusDays(1);
        }
        for (var left = Math.abs(days); left > 0; left--) {
            do {
                day = day.plusDays(Integer.signum(days));
            } while (isWeekend(day));
        }
        return day;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
