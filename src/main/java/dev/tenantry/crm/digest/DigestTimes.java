package dev.tenantry.crm.digest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Weekday;

/**
 * When somebody's days are told, by the clock of a zone: an hour that a day leaves out is that much later, one that it has twice the first.
 *
 * @param since what was to be told until then is not
 */
record DigestTimes(int hour, List<Weekday> weekdays, ZoneId zone, Instant since) {

    /** People move, and with them their hour: when it is looked at once more. */
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int A_WEEK = 7;

    LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    Instant at(LocalDate day) {
        return day.atTime(hour, 0).atZone(zone).toInstant();
    }

    /** @param handled the last day that was told; null: none was */
    boolean isDue(Instant now, @Nullable LocalDate handled) {
        var today = day(now);
        return isOpen(today, handled) && !now.isBefore(at(today));
    }

    /** When to look, which is no later than in an hour. */
    Instant next(Instant now, @Nullable LocalDate handled) {
        var latest = now.plus(LONGEST);
        for (var day = day(now); day.isBefore(day(now).plusDays(A_WEEK + 1)); day = day.plusDays(1)) {
            if (isOpen(day, handled)) {
                return at(day).isAfter(latest) ? latest : at(day);
            }
        }
        return latest;
    }

    private boolean isOpen(LocalDate day, @Nullable LocalDate handled) {
        return weekdays.contains(Weekday.of(day.getDayOfWeek())) && (handled == null || day.isAfter(handled))
                && at(day).isAfter(since);
    }
}
