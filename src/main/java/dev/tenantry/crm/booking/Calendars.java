package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.assignment.Absences;
import dev.tenantry.crm.booking.FreeSlots.Asked;
import dev.tenantry.crm.calendar.Appointments;

/** When hosts are free: when they are there, what is in their calendars, and what has been booked of them. */
@Component
class Calendars {

    /** The longest time that anything booked keeps free around it. */
    private static final Duration AROUND = Duration.ofHours(26);

    private final Appointments appointments;
    private final Absences absences;
    private final BookingRows rows;

    Calendars(Appointments appointments, Absences absences, BookingRows rows) {
        this.appointments = appointments;
        this.absences = absences;
        this.rows = rows;
    }

    /** Of what may be booked within the time. */
    Times of(Asked asked, Span window) {
        var times = new Times(asked);
        var around = window.within(AROUND, AROUND);
        var moved = asked.rescheduled();
        for (var host : FreeSlots.everybody(asked)) {
            busy(host, around, times);
        }
        absences.between(asked.hosts(), around.from(), around.to())
                .forEach(absence -> times.busy(absence.memberId(), new Span(absence.startsAt(), absence.endsAt())));
        rows.taken(asked.hosts(), around.from(), around.to(), moved == null ? null : moved.getId())
                .forEach(times::take);
        return times;
    }

    /** Whoever has more than can be looked through has no time. */
    private void busy(UUID host, Span window, Times times) {
        appointments.busy(host, window.from(), window.to())
                .ifPresentOrElse(all -> all.forEach(busy -> times.busy(host, busy)), () -> times.busy(host, window));
    }

    /** Who is free when. */
    static final class Times {

        private final Asked asked;
        private final ZoneId zone;
        private final Map<UUID, List<Span>> busy = new HashMap<>();
        private final Map<UUID, List<Span>> blocked = new HashMap<>();
        private final Map<UUID, Map<LocalDate, Integer>> counts = new HashMap<>();
        private final Map<UUID, Spans> busySpans = new HashMap<>();
        private final Map<UUID, Spans> blockedSpans = new HashMap<>();

        Times(Asked asked) {
            this.asked = asked;
            zone = ZoneId.of(asked.page().getTimeZone());
        }

        /** But for what is moved. */
        void busy(UUID host, Appointments.Busy with) {
            var moved = asked.rescheduled();
            if (moved == null || !with.event().equals(moved.getEventId())) {
                busy(host, new Span(with.from(), with.to()));
            }
        }

        void busy(UUID host, Span span) {
            busy.computeIfAbsent(host, _ -> new ArrayList<>()).add(span);
        }

        void take(BookingRows.Taken taken) {
            blocked.computeIfAbsent(taken.host(), _ -> new ArrayList<>()).add(taken.blocked());
            if (taken.page().equals(asked.page().getId())) {
                counts.computeIfAbsent(taken.host(), _ -> new HashMap<>())
                        .merge(LocalDate.ofInstant(taken.slot().from(), zone), 1, Integer::sum);
            }
        }

        boolean isFree(Span slot) {
            return asked.areAll()
                    ? asked.hosts().stream().allMatch(host -> isFree(host, slot))
                    : asked.hosts().stream().anyMatch(host -> isFree(host, slot));
        }

        /** In their order; nobody where all have to be free and are not. */
        List<UUID> free(Span slot) {
            return isFree(slot) ? asked.hosts().stream().filter(host -> isFree(host, slot)).toList() : List.of();
        }

        /** Between two bookings there is as much time as the page of either wants. */
        private boolean isFree(UUID host, Span slot) {
            var page = asked.page();
            var most = page.getMostADay();
            return !spans(busySpans, busy, host).meet(slot.within(page.before(), page.behind()))
                    && !spans(blockedSpans, blocked, host).meet(slot)
                    && (most == null || counts.getOrDefault(host, Map.of())
                            .getOrDefault(LocalDate.ofInstant(slot.from(), zone), 0) < most);
        }

        private static Spans spans(Map<UUID, Spans> known, Map<UUID, List<Span>> of, UUID host) {
            return known.computeIfAbsent(host, _ -> Spans.of(of.getOrDefault(host, List.of())));
        }
    }
}
