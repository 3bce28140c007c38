package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.Appointments.Wanted;

/** Who takes part in an appointment, and what reminds of it. */
@Component
class AppointmentParts {

    private final EntityManager entities;
    private final AttendeeNames names;
    private final Reminders reminders;
    private final Invitations invitations;

    AppointmentParts(EntityManager entities, AttendeeNames names, Reminders reminders, Invitations invitations) {
        this.entities = entities;
        this.names = names;
        this.reminders = reminders;
        this.invitations = invitations;
    }

    /** They have asked for it, or have let themselves be booked: they have accepted. */
    void invite(CalendarEvent event, Wanted wanted, Instant now) {
        add(new EventAttendee(event, new AttendeesRequest.Attendee(null, wanted.contactId(), null, null, null),
                wanted.email(), wanted.name()), event, now);
        var called = names.ofMembers(wanted.others());
        for (var member : wanted.others()) {
            var name = called.get(member);
            if (name != null) {
                add(event, member, name, now);
            }
        }
        for (var minutes : wanted.reminders()) {
            entities.persist(new ReminderRule(event, new RemindersRequest.Reminder(ReminderMethod.EMAIL, minutes, null,
                    ReminderAudience.EVERYBODY, null)));
        }
        entities.flush();
        if (!wanted.reminders().isEmpty()) {
            reminders.begin(event.getId());
        }
    }

    private void add(CalendarEvent event, UUID member, AttendeeNames.Called called, Instant now) {
        add(new EventAttendee(event, new AttendeesRequest.Attendee(member, null, null, null, null), called.email(),
                called.name()), event, now);
    }

    private void add(EventAttendee attendee, CalendarEvent event, Instant now) {
        attendee.answer(AttendeeAnswer.ACCEPTED, event.getSequence(), now);
        entities.persist(attendee);
    }

    void announce(CalendarEvent event) {
        invitations.invite(event);
    }
}
