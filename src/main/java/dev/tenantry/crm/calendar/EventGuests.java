package dev.tenantry.crm.calendar;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.EventContent.Answer;
import dev.tenantry.crm.calendar.EventContent.Guest;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** Attendees as another calendar knows them, by their addresses. In the current transaction, in the name of the calendar's member. */
@Component
class EventGuests {

    private static final String CONTACT = """
            select c.id from contacts c where c.organization_id = app.org_id() and c.deleted_at is null
              and c.id in (select app.contacts_by_email(app.org_id(), array[?])) order by c.id limit 1""";
    private static final String MEMBERS = "select user_id, email from app.members(app.org_id())";
    private static final String READ_CONTACTS = "contacts:read";
    private static final String READ_MEMBERS = "members:read";

    private final EntityManager entities;
    private final EventParts parts;
    private final Invitations invitations;
    private final Authority authority;
    private final JdbcClient jdbc;
    private final Clock clock;

    EventGuests(EntityManager entities, EventParts parts, Invitations invitations, Authority authority,
            JdbcClient jdbc, Clock clock) {
        this.entities = entities;
        this.parts = parts;
        this.invitations = invitations;
        this.authority = authority;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Guest> of(CalendarEvent event) {
        return parts.attendees(event)
                .stream()
                .filter(attendee -> attendee.getEmail() != null || isSelf(attendee))
                .map(attendee -> new Guest(attendee.getEmail() == null ? "" : attendee.getEmail(), attendee.getName(),
                        Answer.valueOf(attendee.getAnswer().name()), isSelf(attendee)))
                .toList();
    }

    /** Makes those who attend these; whoever has no address stays. */
    void replace(CalendarEvent event, List<Guest> guests) {
        if (of(event).equals(guests)) {
            return;
        }
        var leaving = new ArrayList<>(parts.attendees(event));
        leaving.removeIf(attendee -> attendee.getEmail() == null && !isSelf(attendee));
        var known = new Known();
        guests.forEach(guest -> take(event, guest, leaving, known));
        leaving.removeIf(this::isSelf);
        invitations.cancel(event, leaving);
        leaving.forEach(entities::remove);
        event.touch();
        entities.flush();
    }

    private void take(CalendarEvent event, Guest guest, List<EventAttendee> leaving, Known known) {
        var same = leaving.stream().filter(attendee -> is(attendee, guest)).findFirst();
        same.ifPresent(leaving::remove);
        var attendee = same.orElseGet(() -> {
            var added = added(event, guest, known);
            entities.persist(added);
            return added;
        });
        attendee.answer(AttendeeAnswer.valueOf(guest.answer().name()), event.getSequence(), clock.instant());
    }

    private EventAttendee added(CalendarEvent event, Guest guest, Known known) {
        var member = known.member(guest);
        var contact = member == null ? known.contact(guest.email()) : null;
        var stated = new AttendeesRequest.Attendee(member, contact, guest.email(), guest.name(), null);
        return new EventAttendee(event, stated, guest.email().isEmpty() ? null : guest.email(), guest.name());
    }

    private boolean is(EventAttendee attendee, Guest guest) {
        return guest.isSelf() ? isSelf(attendee) : !isSelf(attendee) && attendee.hasAddress(guest.email());
    }

    private boolean isSelf(EventAttendee attendee) {
        return Objects.equals(attendee.getMemberId(), TenantContext.currentUser());
    }

    /** Whoever has the addresses, as far as the member may know. */
    private final class Known {

        private final Map<String, UUID> members = new HashMap<>();
        private @Nullable Boolean readsContacts;
        private boolean isRead;

        @Nullable
        UUID member(Guest guest) {
            if (guest.isSelf()) {
                return TenantContext.currentUser();
            }
            if (!isRead) {
                read();
            }
            return members.get(EmailAddress.canonical(guest.email()));
        }

        private void read() {
            isRead = true;
            var rights = authority.of(TenantContext.currentUser());
            readsContacts = rights.contains(READ_CONTACTS);
            if (rights.contains(READ_MEMBERS)) {
                jdbc.sql(MEMBERS).query(row -> {
                    members.put(EmailAddress.canonical(row.getString(2)), row.getObject(1, UUID.class));
                });
            }
        }

        @Nullable
        Long contact(String email) {
            return Boolean.TRUE.equals(readsContacts)
                    ? jdbc.sql(CONTACT).param(EmailAddress.canonical(email)).query(Long.class).optional().orElse(null)
                    : null;
        }
    }
}
