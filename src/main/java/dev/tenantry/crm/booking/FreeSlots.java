package dev.tenantry.crm.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be booked: when a page is open, it is neither too soon nor too far ahead, and its hosts are free. In the current transaction. */
@Component
class FreeSlots {

    private static final int NEXT = 5;
    private static final Duration LOOKED_AHEAD = Duration.ofDays(14);

    private final Hosts hosts;
    private final Calendars calendars;
    private final Clock clock;

    FreeSlots(Hosts hosts, Calendars calendars, Clock clock) {
        this.hosts = hosts;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * Whom and what it is about.
     *
     * @param hosts       of whom one has to be free, or all
     * @param areAll      whether all have to be
     * @param rescheduled what is to be moved, and so counts for nothing where it is; null where there is none
     */
    record Asked(BookingPage page, Duration length, List<UUID> hosts, boolean areAll, @Nullable Booking rescheduled) {}

    /** Whether nobody can be booked by the page, whenever. */
    boolean isClosed(BookingPage page) {
        return hosts.of(page).isEmpty();
    }

    /** What anybody can book. */
    Asked of(BookingPage page, Duration length) {
        return new Asked(page, length, hosts.of(page), page.isCollective(), null);
    }

    /** Where a booking can be moved: with those whom it was booked with. @param with those of them who may still be booked */
    Asked of(BookingPage page, Booking booking, List<UUID> with) {
        return new Asked(page, Duration.between(booking.slot().from(), booking.slot().to()), with, true, booking);
    }

    /** The beginnings within the window, in their order. */
    List<Instant> between(Asked asked, Span window) {
        var within = within(asked.page, window);
        if (asked.hosts.isEmpty() || within.isEmpty()) {
            return List.of();
        }
        var starts = asked.page.hours().starts(within, asked.length, asked.page.step());
        if (starts.isEmpty()) {
            return List.of();
        }
        var times = calendars.of(asked, new Span(starts.first(), starts.last().plus(asked.length)));
        return starts.stream().filter(start -> times.isFree(Span.of(start, asked.length))).toList();
    }

    /** Those of the hosts who are free then, in their order; nobody where it is no slot, or where all have to be and are not. */
    List<UUID> free(Asked asked, Instant start) {
        var slot = Span.of(start, asked.length);
        var within = within(asked.page, new Span(start, start.plusNanos(1_000)));
        if (asked.hosts.isEmpty() || within.isEmpty()
                || asked.page.hours().starts(within, asked.length, asked.page.step()).isEmpty()) {
            return List.of();
        }
        return calendars.of(asked, slot).free(slot);
    }

    /** Likewise, of those who may be booked still: for whoever has waited for their calendars, in which time somebody may have left. */
    List<UUID> stillFree(Asked asked, Instant start) {
        var free = free(asked, start);
        var hosting = stillHosting(free);
        return asked.areAll && hosting.size() < free.size() ? List.of() : hosting;
    }

    /** What else is free in the fortnight from then on: a few of it. */
    List<Instant> next(Asked asked, Instant start) {
        return between(asked, new Span(start, start.plus(LOOKED_AHEAD))).stream().limit(NEXT).toList();
    }

    /** Of the window what is neither too soon nor too far ahead. */
    private Span within(BookingPage page, Span window) {
        var zone = ZoneId.of(page.getTimeZone());
        var now = clock.instant();
        var soonest = now.plus(page.notice());
        var latest = LocalDate.ofInstant(now, zone)
                .plusDays(page.getHorizonDays() + 1L)
                .atStartOfDay(zone)
                .toInstant();
        return new Span(window.from().isBefore(soonest) ? soonest : window.from(),
                window.to().isAfter(latest) ? latest : window.to());
    }

    /** Those of them who have not left. */
    List<UUID> present(List<UUID> members) {
        return hosts.present(members);
    }

    /** Those of them who may still be booked. */
    List<UUID> stillHosting(List<UUID> members) {
        return hosts.hosting(members);
    }

    /** Who of those that are free is booked: all, or whoever has been booked least, the first of several. */
    List<UUID> chosen(Asked asked, List<UUID> free) {
        if (asked.areAll || free.size() < 2) {
            return free;
        }
        var booked = hosts.booked(asked.page);
        return List.of(free.stream()
                .min(Comparator.comparing((UUID host) -> booked.getOrDefault(host, 0L)))
                .orElseThrow());
    }

    /** Everybody whom a booking may be with. */
    static Set<UUID> everybody(Asked asked) {
        return Set.copyOf(asked.hosts);
    }
}
