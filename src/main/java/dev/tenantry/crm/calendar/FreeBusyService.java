package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.problem.ProblemException;

/** When members are busy. */
@Service
@Transactional(readOnly = true)
class FreeBusyService {

    private static final int MOST_MEMBERS = 50;
    private static final int MOST_ASKED = 20;
    private static final int MOST_CONFLICTS = 20;
    /** The later ones of a series end later, but for an hour that a clock is put forward by. */
    private static final int MOST_MET = 3;
    private static final Duration AHEAD = Duration.ofDays(366);

    private final BusyTimes busy;
    private final AttendeeNames names;
    private final EventParts parts;
    private final EntityManager entities;
    private final CalendarLocks locks;

    FreeBusyService(BusyTimes busy, AttendeeNames names, EventParts parts, EntityManager entities,
            CalendarLocks locks) {
        this.busy = busy;
        this.names = names;
        this.parts = parts;
        this.entities = entities;
        this.locks = locks;
    }

    /** @throws ProblemException 400 where somebody is no member, or they are more than 50 */
    List<FreeBusyResponse> of(List<UUID> members, TimeWindow window) {
        var asked = new LinkedHashSet<>(members);
        if (asked.isEmpty() || asked.size() > MOST_MEMBERS) {
            throw ProblemException.malformed("memberId", "must be one to " + MOST_MEMBERS + " members");
        }
        if (!names.ofMembers(asked).keySet().containsAll(asked)) {
            throw ProblemException.malformed("memberId", "must be members of the organization");
        }
        var times = busy.of(asked, window);
        return asked.stream().map(member -> FreeBusyResponse.of(member, times, window)).toList();
    }

    /** Never a reason to refuse what has been saved. */
    CalendarEventResponse warned(CalendarEventResponse saved) {
        try {
            return saved.with(conflicts(saved.id()));
        } catch (ProblemException _) {
            return saved;
        }
    }

    /** @throws ProblemException 404 */
    List<ConflictResponse> conflicts(Long id) {
        var event = entities.find(CalendarEvent.class, id);
        if (event == null || event.isTrashed()) {
            throw ProblemException.notFound();
        }
        return event.isOccupying() ? conflicts(event) : List.of();
    }

    private List<ConflictResponse> conflicts(CalendarEvent event) {
        var begins = event.time().start();
        var ahead = begins.plus(AHEAD);
        var ends = event.time().end();
        var window = new TimeWindow(begins, event.isRecurring() || ends.isAfter(ahead) ? ahead : ends);
        var own = event.getSeriesId() == null ? event.getId() : event.getSeriesId();
        var members = members(event);
        awaitBookings(members);
        var times = times(event, window);
        return busy.of(members, window, Effort.ofLists(Math.max(1, members.size())))
                .stream()
                .filter(other -> !other.series().equals(own) && meets(times, other))
                .map(other -> new ConflictResponse(other.member(), other.from(), other.to()))
                .distinct()
                .sorted(Comparator.comparing(ConflictResponse::startAt))
                .limit(MOST_CONFLICTS)
                .toList();
    }

    /** When it takes place, the first times of what does so too often, by their beginnings. */
    private static NavigableMap<Instant, Instant> times(CalendarEvent event, TimeWindow window) {
        var times = new TreeMap<Instant, Instant>();
        Series.of(event)
                .between(window.from(), window.to(), Effort.ofSeries(Series.MOST))
                .forEach(one -> times.put(one.time().start(), one.time().end()));
        return times;
    }

    private static boolean meets(NavigableMap<Instant, Instant> times, BusyTimes.Busy other) {
        return times.headMap(other.to(), false)
                .descendingMap()
                .values()
                .stream()
                .limit(MOST_MET)
                .anyMatch(other.from()::isBefore);
    }

    /** Not where the request has written something: it holds what a booking may wait for. */
    private void awaitBookings(Set<UUID> members) {
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            locks.await(members);
        }
    }

    private Set<UUID> members(CalendarEvent event) {
        var members = new LinkedHashSet<UUID>();
        if (event.getOwnerId() != null) {
            members.add(event.getOwnerId());
        }
        parts.attendees(event)
                .stream()
                .map(EventAttendee::getMemberId)
                .filter(Objects::nonNull)
                .limit(MOST_ASKED)
                .forEach(members::add);
        return members;
    }
}
