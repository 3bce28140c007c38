package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * When something takes place.
 *
 * @param start    of whole days, when the first begins in the zone
 * @param end      of whole days, when the last ends
 * @param firstDay null where it has times
 * @param lastDay  the last of whole days
 */
record EventTime(Instant start, Instant end, @Nullable LocalDate firstDay, @Nullable LocalDate lastDay) {

    static EventTime of(CalendarEventRequest request, ZoneId zone) {
        if (request.startDate() == null) {
            return new EventTime(Objects.requireNonNull(request.startAt()), Objects.requireNonNull(request.endAt()),
                    null, null);
        }
        return ofDays(request.startDate(), request.endDate() == null ? request.startDate() : request.endDate(), zone);
    }

    static EventTime ofDays(LocalDate first, LocalDate last, ZoneId zone) {
        return new EventTime(first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant(),
                first, last);
    }

    /** As its zone's clock shows the beginning. */
    LocalDateTime localStart(ZoneId zone) {
        return firstDay == null ? LocalDateTime.ofInstant(start, zone) : firstDay.atStartOfDay();
    }

    /** The same from another beginning: as many days, or as much time. What the clock leaves out is later, what it has twice the first. */
    EventTime at(LocalDateTime local, ZoneId zone) {
        if (firstDay != null && lastDay != null) {
            return ofDays(local.toLocalDate(), local.toLocalDate().plusDays(ChronoUnit.DAYS.between(firstDay, lastDay)),
                    zone);
        }
        var begins = local.atZone(zone).toInstant();
        return new EventTime(begins, begins.plus(Duration.between(start, end)), null, null);
    }

    boolean isAllDay() {
        return firstDay != null;
    }

    /** Whether any of it is between the two; what takes no time is where it begins. */
    boolean meets(Instant from, Instant to) {
        return start.isBefore(to) && (end.isAfter(from) || start.equals(end) && !start.isBefore(from));
    }
}
