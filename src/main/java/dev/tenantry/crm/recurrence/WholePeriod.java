package dev.tenantry.crm.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule with BYSETPOS is about all of a year, a month, a week, a day, where the library counts from the start on: so it follows the rule from the
 * beginning of the start's period, with all that the rule leaves to the start.
 *
 * @param beginning of the period that the start is in
 * @param rule      with the start's day and time where it names none
 */
record WholePeriod(LocalDateTime beginning, String rule) {

    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final String HOURLY = "HOURLY";

    static WholePeriod of(RecurrenceText text, LocalDateTime start) {
        return new WholePeriod(beginning(text, start), text.explicit() + days(text, start) + times(text, start));
    }

    private static LocalDateTime beginning(RecurrenceText text, LocalDateTime start) {
        var day = start.truncatedTo(ChronoUnit.DAYS);
        return switch (text.frequency()) {
            case "YEARLY" -> day.withDayOfYear(1);
            case "MONTHLY" -> day.withDayOfMonth(1);
            case "WEEKLY" -> day.with(TemporalAdjusters.previousOrSame(
                    DayOfWeek.of(DAYS.indexOf(text.parts().getOrDefault("WKST", "MO")) + 1)));
            case "DAILY" -> day;
            default -> start.truncatedTo(ChronoUnit.HOURS);
        };
    }

    private static String days(RecurrenceText text, LocalDateTime start) {
        if (text.has("BYMONTHDAY") || text.has("BYDAY") || text.has("BYYEARDAY")) {
            return "";
        }
        var weekday = ";BYDAY=" + DAYS.get(start.getDayOfWeek().ordinal());
        var day = ";BYMONTHDAY=" + start.getDayOfMonth();
        return switch (text.frequency()) {
            case "YEARLY" -> text.has("BYWEEKNO")
                    ? weekday
                    : day + (text.has("BYMONTH") ? "" : ";BYMONTH=" + start.getMonthValue());
            case "MONTHLY" -> day;
            case "WEEKLY" -> weekday;
            default -> "";
        };
    }

    private static String times(RecurrenceText text, LocalDateTime start) {
        var parts = new ArrayList<String>();
        if (!text.has("BYHOUR") && !text.frequency().equals(HOURLY)) {
            parts.add(";BYHOUR=" + start.getHour());
        }
        if (!text.has("BYMINUTE")) {
            parts.add(";BYMINUTE=" + start.getMinute());
        }
        if (!text.has("BYSECOND")) {
            parts.add(";BYSECOND=" + start.getSecond());
        }
        return String.join("", parts);
    }
}
