package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.tenantry.shared.problem.ProblemException;

/** When members are busy. */
@Service
@Transactional(readOnly = true)
class FreeBusyService {

    private static final int MOST_MEMBERS = 50;
    private static final int MOST_ASKED = 20;
    private static final int MOST_CONFLICTS = 20;
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
        var found = new ArrayList<ConflictResponse>();
        var seen = new HashSet<ConflictResponse>();
        var times = occurrences(event, window);
        for (var other : busy.of(members, window)) {
            var conflict = new ConflictResponse(other.member(), other.from(), other.to());
            if (!other.series().equals(own) && times.stream().anyMatch(one -> isDuring(one.time(), other))
                    && seen.add(conflict) && found.size() < MOST_CONFLICTS) {
                found.add(conflict);
            }
        }
        return found;
    }

    /** Not where the request has written something: it holds what a booking may wait for. */
    private void awaitBookings(Set<UUID> members) {
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            locks.await(members);
        }
    }

    private static List<Occurrence> occurrences(CalendarEvent event, TimeWindow window) {
        try {
            return Series.of(event).between(window.from(), window.to());
        } catch (InvalidRecurrenceException _) {
            throw Occurrences.tooMany(Series.MOST + " occurrences");
        }
    }

    private static boolean isDuring(EventTime time, BusyTimes.Busy other) {
        return time.start().isBefore(other.to()) && other.from().isBefore(time.end());
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
