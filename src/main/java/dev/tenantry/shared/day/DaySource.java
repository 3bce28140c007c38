package dev.tenantry.shared.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What may be due for people: each component that implements this puts it on their days. */
public interface DaySource {

    /** The first of what is due for the member until the end of the day, in the order of time; nothing where they may not read it. */
    List<DayItem> due(Day day);

    /** Whether it tells of the calendar, which some tell of by more than its items. */
    default boolean isOfCalendar() {
        return false;
    }

    /**
     * Somebody's day.
     *
     * @param member whose it is
     * @param date   in the zone
     * @param now    the present
     * @param most   how many items a source tells at most
     * @param rights what the member may do, {@code tasks:read}
     */
    record Day(UUID member, LocalDate date, ZoneId zone, Instant now, int most, Set<String> rights) {

        public boolean may(String permission) {
            return rights.contains(permission);
        }

        /** When it begins. */
        public Instant start() {
            return date.atStartOfDay(zone).toInstant();
        }

        /** When the next one begins. */
        public Instant end() {
            return date.plusDays(1).atStartOfDay(zone).toInstant();
        }
    }
}
