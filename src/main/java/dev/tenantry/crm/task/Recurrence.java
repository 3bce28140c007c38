package dev.tenantry.crm.task;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * On which days something is to be done again: of the rules of RFC 5545 every so many days, weeks (on these weekdays) or months
 * (on this day, or the last of a shorter month).
 *
 * @param weekdays empty: the one on which it is due
 * @param monthDay null: the one on which it is due
 */
record Recurrence(Frequency frequency, int interval, NavigableSet<DayOfWeek> weekdays, @Nullable Integer monthDay) {

    private static final Pattern RULE = Pattern.compile("FREQ=(DAILY|WEEKLY|MONTHLY)(?:;INTERVAL=([1-9]\\d{0,2}))?"
            + "(?:;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU)){0,6}))?"
            + "(?:;BYMONTHDAY=([1-9]|[12]\\d|3[01]))?");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    enum Frequency {
        DAILY, WEEKLY, MONTHLY
    }

    /** Empty where it is no such rule. */
    static Optional<Recurrence> parse(String rule) {
        var matcher = RULE.matcher(rule);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var frequency = Frequency.valueOf(matcher.group(1));
        if (matcher.group(3) != null && frequency != Frequency.WEEKLY
                || matcher.group(4) != null && frequency != Frequency.MONTHLY) {
            return Optional.empty();
        }
        var weekdays = new TreeSet<DayOfWeek>();
        if (matcher.group(3) != null) {
            Stream.of(matcher.group(3).split(","))
                    .map(day -> DayOfWeek.of(DAYS.indexOf(day) + 1))
                    .forEach(weekdays::add);
        }
        return Optional.of(new Recurrence(frequency, matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2)),
                weekdays, matcher.group(4) == null ? null : Integer.valueOf(matcher.group(4))));
    }

    /** The first day of the series after one of it that is as asked for. */
    LocalDate next(LocalDate day, Predicate<LocalDate> isWanted) {
        var anchored = anchoredAt(day);
        var next = anchored.following(day);
        while (!isWanted.test(next)) {
            next = anchored.following(next);
        }
        return next;
    }

    /** The rule for whoever knows the next day only: a month that is too short would shift those behind it. */
    String text(LocalDate day) {
        var anchored = anchoredAt(day);
        var text = new StringBuilder("FREQ=" + frequency);
        if (interval > 1) {
            text.append(";INTERVAL=").append(interval);
        }
        if (!weekdays.isEmpty()) {
            text.append(";BYDAY=")
                    .append(String.join(",", weekdays.stream().map(one -> DAYS.get(one.getValue() - 1)).toList()));
        }
        if (monthDay != null || day.getDayOfMonth() > 28 && anchored.monthDay != null) {
            text.append(";BYMONTHDAY=").append(anchored.monthDay);
        }
        return text.toString();
    }

    private Recurrence anchoredAt(LocalDate day) {
        return switch (frequency) {
            case DAILY -> this;
            case WEEKLY -> weekdays.isEmpty()
                    ? new Recurrence(frequency, interval, new TreeSet<>(List.of(day.getDayOfWeek())), null)
                    : this;
            case MONTHLY -> monthDay == null
                    ? new Recurrence(frequency, interval, weekdays, day.getDayOfMonth())
                    : this;
        };
    }

    private LocalDate following(LocalDate day) {
        return switch (frequency) {
            case DAILY -> day.plusDays(interval);
            case WEEKLY -> {
                var later = weekdays.higher(day.getDayOfWeek());
                yield later != null
                        ? day.with(TemporalAdjusters.next(later))
                        : day.with(DayOfWeek.MONDAY)
                                .plusWeeks(interval)
                                .with(TemporalAdjusters.nextOrSame(weekdays.first()));
            }
            case MONTHLY -> {
                var month = day.withDayOfMonth(1).plusMonths(interval);
                yield month.withDayOfMonth(Math.min(monthDay == null ? 1 : monthDay, month.lengthOfMonth()));
            }
        };
    }
}
