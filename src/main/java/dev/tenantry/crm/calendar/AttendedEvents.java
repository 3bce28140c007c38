package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantContext;

/** What is private to colleagues and the current member is asked to: it is read, and answered, and nothing else of it is seen or changed. */
@Component
class AttendedEvents {

    private static final String FIND = "select * from app.attended_events(app.org_id(), cast(:id as bigint), cast(:uid as text))";
    private static final String BETWEEN = "select * from app.attended_between(app.org_id(), :from, :to)";
    private static final String OWN = "select * from app.own_attendances(app.org_id(), cast(:events as bigint[]))";
    private static final String ANSWER = "select * from app.answer_attended(app.org_id(), :id, :answer, :now)";

    private final EntityManager entities;
    private final AttendeeNames names;
    private final Clock clock;

    AttendedEvents(EntityManager entities, AttendeeNames names, Clock clock) {
        this.names = names;
        this.entities = entities;
        this.clock = clock;
    }

    Optional<CalendarEvent> find(Long id) {
        return find(id, null).stream().findFirst();
    }

    /** The series, or what takes place once, and what of it is otherwise. */
    List<CalendarEvent> find(String uid) {
        return find(null, uid);
    }

    @SuppressWarnings("unchecked")
    private List<CalendarEvent> find(@Nullable Long id, @Nullable String uid) {
        return TenantContext.current().userId() == null
                ? List.of()
                : entities.createNativeQuery(FIND, CalendarEvent.class)
                        .setParameter("id", id)
                        .setParameter("uid", uid)
                        .getResultList();
    }

    /** What may take place in the time, and what of the series is otherwise, whether the member is asked to that or not: 2001 at most. */
    @SuppressWarnings("unchecked")
    List<CalendarEvent> between(Instant from, Instant to) {
        return TenantContext.current().userId() == null
                ? List.of()
                : entities.createNativeQuery(BETWEEN, CalendarEvent.class)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .getResultList();
    }

    /** Those of these that the member is asked to, by their ids. */
    @SuppressWarnings("unchecked")
    Map<Long, EventAttendee> attendances(Collection<Long> events) {
        if (events.isEmpty() || TenantContext.current().userId() == null) {
            return Map.of();
        }
        List<EventAttendee> own = entities.createNativeQuery(OWN, EventAttendee.class)
                .setParameter("events", events.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                .getResultList();
        return own.stream().collect(Collectors.toMap(EventAttendee::getEventId, one -> one, (one, _) -> one));
    }

    /** Whether the address is the member's. */
    boolean isOwn(String address) {
        var own = names.ofMembers(Set.of(TenantContext.currentUser())).get(TenantContext.currentUser());
        return own != null && own.email() != null
                && EmailAddress.canonical(own.email()).equals(EmailAddress.canonical(address));
    }

    /** @return the member as who attends it; empty where there is no such event */
    @SuppressWarnings("unchecked")
    Optional<EventAttendee> answer(Long event, AttendeeAnswer answer) {
        List<EventAttendee> own = entities.createNativeQuery(ANSWER, EventAttendee.class)
                .setParameter("id", event)
                .setParameter("answer", answer.toString())
                .setParameter("now", clock.instant())
                .getResultList();
        return own.stream().findFirst();
    }
}
