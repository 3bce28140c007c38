package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Who attends events. Changes lock the event, whose version counts them. */
@Service
@Transactional(readOnly = true)
class AttendeeService {

    private final EntityManager entities;
    private final EventParts parts;
    private final AttendeeNames names;
    private final Invitations invitations;
    private final AttendeeRights rights;
    private final Clock clock;

    AttendeeService(EntityManager entities, EventParts parts, AttendeeNames names, Invitations invitations,
            AttendeeRights rights, Clock clock) {
        this.entities = entities;
        this.parts = parts;
        this.names = names;
        this.invitations = invitations;
        this.rights = rights;
        this.clock = clock;
    }

    private record Known(Map<UUID, AttendeeNames.Called> members, Map<Long, AttendeeNames.Called> contacts) {

        AttendeeNames.@Nullable Called of(AttendeesRequest.Attendee stated) {
            if (stated.memberId() != null) {
                return members.get(stated.memberId());
            }
            return stated.contactId() == null
                    ? new AttendeeNames.Called(stated.email(), stated.name())
                    : contacts.get(stated.contactId());
        }
    }

    AttendeesResponse get(Long id) {
        return show(live(entities.find(CalendarEvent.class, id)));
    }

    /** @throws ProblemException 403 where somebody is new whom the caller may not read; 404; 412; 422 where somebody is unknown, or named twice */
    @Transactional
    AttendeesResponse replace(Long id, AttendeesRequest request, IfMatch expected) {
        var event = live(entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        expected.check(() -> show(event));
        rights.check(request.attendees(), parts.attendees(event));
        var known = known(request.attendees());
        parts.occupy(null, known.members.keySet());
        var before = values(event);
        write(event, request.attendees(), known);
        entities.flush();
        if (!values(event).equals(before)) {
            event.touch();
            entities.flush();
        }
        return show(event);
    }

    /** @throws ProblemException 404 where the caller does not attend it */
    @Transactional
    AttendeesResponse answer(Long id, AttendeeAnswer answer) {
        var hidden = parts.attended().find(id);
        if (hidden.isPresent()) {
            var own = parts.attended().answer(id, answer).orElseThrow(ProblemException::notFound);
            return new AttendeesResponse(List.of(rights.shown(own)), hidden.get().getVersion());
        }
        var event = live(entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        var user = TenantContext.current().userId();
        var own = parts.attendees(event)
                .stream()
                .filter(attendee -> user != null && user.equals(attendee.getMemberId()))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        var before = own.getAnswer();
        if (own.answer(answer, event.getSequence(), clock.instant())) {
            parts.answered(event, own, before, clock.instant());
            event.touch();
            entities.flush();
        }
        return show(event);
    }

    /** @throws ProblemException 404; 409 where it is cancelled; 429 where that is too many mails */
    @Transactional
    InvitationsResponse invite(Long id) {
        var event = live(entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        if (event.getStatus() == EventStatus.CANCELLED) {
            throw ProblemException.conflict("the event is cancelled");
        }
        return invitations.invite(event);
    }

    private void write(CalendarEvent event, List<AttendeesRequest.Attendee> wanted, Known known) {
        var leaving = new ArrayList<>(parts.attendees(event));
        for (var stated : wanted) {
            var called = Objects.requireNonNull(known.of(stated));
            var attendee = taken(leaving, stated).orElseGet(() -> {
                var added = new EventAttendee(event, stated, called.email(), called.name());
                entities.persist(added);
                return added;
            });
            attendee.call(called.email(), called.name());
            if (stated.answer() != null) {
                var before = attendee.getAnswer();
                if (attendee.answer(stated.answer(), event.getSequence(), clock.instant())) {
                    parts.answered(event, attendee, before, clock.instant());
                }
            }
        }
        invitations.cancel(event, leaving);
        leaving.forEach(entities::remove);
    }

    private static Optional<EventAttendee> taken(List<EventAttendee> from, AttendeesRequest.Attendee stated) {
        var same = from.stream().filter(attendee -> stated.isOf(attendee)).findFirst();
        same.ifPresent(from::remove);
        return same;
    }

    private Known known(List<AttendeesRequest.Attendee> stated) {
        var known = new Known(
                names.ofMembers(stated.stream()
                        .map(AttendeesRequest.Attendee::memberId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())),
                names.ofContacts(stated.stream()
                        .map(AttendeesRequest.Attendee::contactId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())));
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < stated.size(); index++) {
            var one = stated.get(index);
            var field = "attendees[" + index + "]."
                    + (one.memberId() != null ? "memberId" : one.contactId() != null ? "contactId" : "email");
            if (known.of(one) == null) {
                errors.add(new FieldError(field, "unknown-reference", "there is no such resource"));
            } else if (stated.subList(0, index).stream().anyMatch(other -> isSame(one, other))) {
                errors.add(new FieldError(field, "duplicate", "the attendee is named twice"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return known;
    }

    private static boolean isSame(AttendeesRequest.Attendee one, AttendeesRequest.Attendee other) {
        return one.memberId() != null || one.contactId() != null
                ? Objects.equals(one.memberId(), other.memberId()) && Objects.equals(one.contactId(), other.contactId())
                : other.memberId() == null && other.contactId() == null
                        && Objects.requireNonNull(one.email()).equalsIgnoreCase(other.email());
    }

    private List<AttendeesResponse.Attendee> values(CalendarEvent event) {
        return parts.attendees(event).stream().map(EventAttendee::shown).toList();
    }

    private AttendeesResponse show(CalendarEvent event) {
        return new AttendeesResponse(parts.attendees(event).stream().map(rights::shown).toList(),
                event.getVersion());
    }

    private static CalendarEvent live(@Nullable CalendarEvent event) {
        if (event == null || event.isTrashed()) {
            throw ProblemException.notFound();
        }
        return event;
    }
}
