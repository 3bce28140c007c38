package dev.tenantry.crm.task;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Until when something is to be done: by a moment, or by the end of a day somewhere.
 *
 * @param at   the moment; of a day, its last microsecond in the zone
 * @param on   null where it is due at a moment
 * @param zone whose days and clocks count
 * @param time what a clock there is to show, also where one is set forward past it that day; null without a zone, and of days
 */
record TaskDue(@Nullable Instant at, @Nullable LocalDate on, @Nullable String zone, @Nullable LocalTime time) {

    static TaskDue by(LocalDate day, ZoneId zone) {
        var at = day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        return new TaskDue(at, day, zone.getId(), null);
    }

    static TaskDue at(Instant moment, @Nullable ZoneId zone) {
        var at = moment.truncatedTo(ChronoUnit.MICROS);
        return zone == null
                ? new TaskDue(at, null, null, null)
                : new TaskDue(at, null, zone.getId(), at.atZone(zone).toLocalTime());
    }

    /** The same at another time by the zone's clock, of days by the end of its day. */
    TaskDue on(LocalDateTime start) {
        return on != null
                ? by(start.toLocalDate(), where())
                : new TaskDue(start.atZone(where()).toInstant(), null, zone, zone == null ? null : start.toLocalTime());
    }

    /** So much later by the zone's clock; of days by the whole days of it. */
    TaskDue later(Duration by) {
        return at == null ? this : on(local().plus(by));
    }

    /** When it is due as the zone's clock shows it; of days when they begin. */
    LocalDateTime local() {
        if (on != null) {
            return on.atStartOfDay();
        }
        var shown = LocalDateTime.ofInstant(Objects.requireNonNull(at), where());
        return time == null ? shown : shown.toLocalDate().atTime(time);
    }

    boolean isSame(TaskDue other) {
        return Objects.equals(at, other.at) && Objects.equals(on, other.on) && Objects.equals(zone, other.zone);
    }

    /** Whether the API can say it. */
    boolean isInRange() {
        if (at == null) {
            return true;
        }
        var year = at.atZone(ZoneOffset.UTC).getYear();
        return year > 0 && year < 10_000;
    }

    ZoneId where() {
        return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    }
}
