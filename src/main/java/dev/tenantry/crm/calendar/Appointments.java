package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** The calendar for whatever books times of members: when they are busy, and the events that come of it. In the transaction of whoever books. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Appointments {

    private final CalendarLocks locks;
    private final BusyTimes busy;
    private final CalendarEventService events;
    private final AppointmentParts parts;
    private final EntityManager entities;
    private final Clock clock;

    Appointments(CalendarLocks locks, BusyTimes busy, CalendarEventService events, AppointmentParts parts,
            EntityManager entities, Clock clock) {
        this.locks = locks;
        this.busy = busy;
        this.events = events;
        this.parts = parts;
        this.entities = entities;
        this.clock = clock;
    }

    /** When a member has something. @param event what it is, of an occurrence its series */
    public record Busy(Long event, Instant from, Instant to) {}

    /**
     * What is to take place.
     *
     * @param ownerId   in whose calendar
     * @param others    members who take part besides
     * @param contactId who has asked for it, by this name and address
     * @param reminders minutes before
     */
    public record Wanted(
            String title,
            @Nullable String description,
            Instant startAt,
            Instant endAt,
            String timeZone,
            @Nullable String place,
            @Nullable String conferenceUrl,
            UUID ownerId,
            List<UUID> others,
            Long contactId,
            String name,
            String email,
            List<Integer> reminders) {}

    /** Nobody else books these members before the end of the transaction. Before anything else is locked. */
    public void hold(Collection<UUID> members) {
        locks.hold(members);
    }

    /** When a member is busy, with what is private as well; empty where that is too much to tell. */
    public Optional<List<Busy>> busy(UUID member, Instant from, Instant to) {
        var effort = Effort.ofSearch();
        var times = busy.of(Set.of(member), new TimeWindow(from, to), effort);
        return effort.isSpent()
                ? Optional.empty()
                : Optional.of(times.stream().map(one -> new Busy(one.series(), one.from(), one.to())).toList());
    }

    /** With all who take part, who have accepted. @return the event */
    public Long make(Wanted wanted) {
        var made = events.create(new CalendarEventRequest(wanted.title, wanted.description, wanted.startAt,
                wanted.endAt, null, null, wanted.timeZone, wanted.place, wanted.conferenceUrl, null, null,
                null, wanted.ownerId, wanted.contactId, null, null, null, null, null, null));
        parts.invite(entities.find(CalendarEvent.class, made.id()), wanted, clock.instant());
        return made.id();
    }

    /** Those who take part are mailed: once it is known as what was booked. Whoever books has counted that. */
    public void announce(Long event) {
        InvitationAllowance.counted(() -> parts.announce(entities.find(CalendarEvent.class, event)));
    }

    /** From here on nobody else changes the event. @return whether it takes place */
    public boolean lock(Long event) {
        var found = entities.find(CalendarEvent.class, event, LockModeType.PESSIMISTIC_WRITE);
        return found != null && !found.isTrashed() && found.getStatus() == EventStatus.CONFIRMED;
    }

    /** Everybody who was invited is told, which was counted. @param event locked @throws ProblemException 409 where it recurs */
    public void move(Long event, Instant startAt, Instant endAt) {
        if (entities.find(CalendarEvent.class, event).isRecurring()) {
            throw ProblemException.conflict("the event recurs: whoever keeps it moves it");
        }
        var times = JsonNodeFactory.instance.objectNode()
                .put("startAt", startAt.toString())
                .put("endAt", endAt.toString())
                .putNull("startDate")
                .putNull("endDate");
        InvitationAllowance.counted(() -> events.patch(event, times, IfMatch.ANY));
    }

    /** Likewise. It stays in the calendar as what does not take place. */
    public void cancel(Long event) {
        events.patch(event,
                JsonNodeFactory.instance.objectNode().put("status", EventStatus.CANCELLED.toString()), IfMatch.ANY);
    }
}
