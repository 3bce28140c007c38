package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.IcsImportResponse.LeftOut;
import dev.tenantry.crm.calendar.IcsImportResponse.Outcome;
import dev.tenantry.crm.calendar.IcsImportResponse.Taken;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Who attends the events of a file: members and contacts by their addresses, as far as the caller may read them, and else addresses. Nobody is
 * mailed, and who attends already stays as they are. What a colleague has answered is asked of the colleague.
 */
@Component
class IcsGuests {

    private static final String EMAIL = "email";

    private final EntityManager entities;
    private final EventParts parts;
    private final AttendeeNames names;
    private final AttendeeRights rights;
    private final RecordRegistry registry;
    private final Clock clock;

    IcsGuests(EntityManager entities, EventParts parts, AttendeeNames names, AttendeeRights rights,
            RecordRegistry registry, Clock clock) {
        this.entities = entities;
        this.parts = parts;
        this.names = names;
        this.rights = rights;
        this.registry = registry;
        this.clock = clock;
    }

    /** Looks for all of them at once. */
    Addressed of(List<IcsEvent> events) {
        var addresses = events.stream()
                .flatMap(event -> event.guests().stream())
                .map(IcsGuest::email)
                .collect(Collectors.toSet());
        if (addresses.isEmpty()) {
            return new Addressed(Map.of(), Map.of());
        }
        var contacts = rights.readsContacts()
                ? registry.of("contact").find(EMAIL, addresses, _ -> false)
                : Map.<String, List<Long>>of();
        return new Addressed(names.byAddress(), contacts);
    }

    /** Who has the addresses of a file. */
    final class Addressed {

        private final Map<String, UUID> members;
        private final Map<String, List<Long>> contacts;
        private final List<LeftOut> leftOut = new ArrayList<>();

        private Addressed(Map<String, UUID> members, Map<String, List<Long>> contacts) {
            this.members = members;
            this.contacts = contacts;
        }

        /** @param taken what has become of the event. @return the same */
        Taken add(IcsEvent event, Taken taken) {
            var id = taken.eventId();
            if (id != null && taken.outcome().isTaken() && !event.guests().isEmpty()) {
                add(event, entities.find(CalendarEvent.class, id), taken.outcome() == Outcome.CREATED);
            }
            return taken;
        }

        /** What was made just now has nobody yet, and is not written once more for each that is made. */
        private void add(IcsEvent event, CalendarEvent into, boolean isNew) {
            var present = new ArrayList<EventAttendee>(isNew ? List.of() : parts.attendees(into));
            var before = present.size();
            event.guests().forEach(guest -> add(event, attendee(into, guest), guest, present));
            var added = present.subList(before, present.size());
            parts.occupy(null, added.stream().map(EventAttendee::getMemberId).filter(Objects::nonNull).toList());
            added.forEach(entities::persist);
            if (!isNew && !added.isEmpty()) {
                into.touch();
            }
        }

        private void add(IcsEvent event, EventAttendee attendee, IcsGuest guest, List<EventAttendee> present) {
            if (present.stream().anyMatch(one -> isSame(one, attendee, guest))) {
                return;
            }
            if (present.size() < IcsGuest.MOST) {
                present.add(attendee);
            } else {
                leftOut.add(new LeftOut(event.line(), event.uid(), "ATTENDEE"));
            }
        }

        private EventAttendee attendee(CalendarEvent event, IcsGuest guest) {
            var member = member(guest);
            var contact = member == null ? contact(guest) : null;
            var attendee = new EventAttendee(event,
                    new AttendeesRequest.Attendee(member, contact, guest.email(), guest.name(), null), guest.email(),
                    guest.name());
            if (member == null || member.equals(TenantContext.currentUser())) {
                attendee.answer(guest.answer(), event.getSequence(), clock.instant());
            }
            return attendee;
        }

        private @Nullable UUID member(IcsGuest guest) {
            var member = members.get(EmailAddress.canonical(guest.email()));
            return member != null && rights.mayRead(member, null) ? member : null;
        }

        private @Nullable Long contact(IcsGuest guest) {
            return contacts.getOrDefault(guest.email(), List.of()).stream().findFirst().orElse(null);
        }

        private static boolean isSame(EventAttendee one, EventAttendee other, IcsGuest guest) {
            return one.hasAddress(guest.email())
                    || one.getMemberId() != null && one.getMemberId().equals(other.getMemberId())
                    || one.getContactId() != null && one.getContactId().equals(other.getContactId());
        }

        /** Whom events have no room for. */
        Stream<LeftOut> leftOut() {
            return leftOut.stream();
        }
    }
}
