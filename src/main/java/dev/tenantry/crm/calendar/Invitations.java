package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Mails to those who attend (iTIP, RFC 5546): what they are invited to, what becomes of it, and that it is off. Kept in the current
 * transaction, sent once that is committed, to nobody who is not written to.
 */
@Component
class Invitations {

    /** Why somebody is mailed. @param method of RFC 5546 @param template of who changes nothing by a link */
    private enum Occasion {

        INVITATION("REQUEST", "event-invitation"),
        CHANGE("REQUEST", "event-update"),
        CANCELLATION("CANCEL", "event-cancellation");

        private final String method;
        private final String template;

        Occasion(String method, String template) {
            this.method = method;
            this.template = template;
        }
    }

    private final EventParts parts;
    private final AttendeeNames names;
    private final IcsWriter writer;
    private final Notifications notifications;
    private final InvitationAllowance allowance;
    private final EventUpdates updates;

    Invitations(EventParts parts, AttendeeNames names, IcsWriter writer, Notifications notifications,
            InvitationAllowance allowance, EventUpdates updates) {
        this.parts = parts;
        this.names = names;
        this.writer = writer;
        this.notifications = notifications;
        this.allowance = allowance;
        this.updates = updates;
    }

    /** Those who have not been told of the event as it is. @throws ProblemException 429 where there may not be as many mails: none is counted then */
    InvitationsResponse invite(CalendarEvent event) {
        var attendees = parts.attendees(event);
        var due = attendees.stream().filter(one -> !one.isInvitedTo(event.revision())).toList();
        var known = due.stream().filter(one -> one.getEmail() != null).toList();
        var counted = new ArrayList<String>();
        try {
            var sent = send(event, known, attendees, Occasion.INVITATION,
                    address -> allowance.demand(address) && counted.add(address));
            return new InvitationsResponse(sent, due.size() - known.size(), known.size() - sent);
        } catch (ProblemException refusal) {
            counted.forEach(allowance::refund);
            throw refusal;
        }
    }

    /**
     * Those who have been invited, of what has changed for them since: that it is off, or on again, at once, and what else is in a while, with
     * whatever changes until then. What was counted already is told at once as well, as it is somebody else than a member who waits for it.
     *
     * @param hasTurned whether it is off since now, or on again
     */
    void update(CalendarEvent event, boolean hasTurned) {
        if (hasTurned || InvitationAllowance.isCounted()) {
            tell(event, hasTurned);
        } else if (!untold(parts.attendees(event), event).isEmpty()) {
            updates.add(event);
        }
    }

    /** What has changed until now. */
    void tell(CalendarEvent event) {
        tell(event, false);
    }

    /**
     * Where too many mails go already, with the next change, or as they are invited. That it is off they are told all the same, and that it is
     * on again then counts as an invitation.
     */
    private void tell(CalendarEvent event, boolean hasTurned) {
        var attendees = parts.attendees(event);
        var due = untold(attendees, event);
        var isOff = event.getStatus() == EventStatus.CANCELLED;
        send(event, due, attendees, isOff ? Occasion.CANCELLATION : Occasion.CHANGE,
                address -> isOff && hasTurned || allowance.isLeft(address));
        if (hasTurned && !isOff) {
            due.stream().filter(one -> !one.isInvitedTo(event.revision())).forEach(EventAttendee::disinvite);
        }
    }

    private static List<EventAttendee> untold(List<EventAttendee> attendees, CalendarEvent event) {
        return invited(attendees).stream().filter(one -> !one.isInvitedTo(event.revision())).toList();
    }

    /** These are invited to what goes on from an event to which they were, as far as mails may go out. */
    void begin(CalendarEvent event, List<EventAttendee> invited) {
        if (event.getStatus() != EventStatus.CANCELLED) {
            send(event, invited.stream().filter(one -> one.getEmail() != null).toList(), parts.attendees(event),
                    Occasion.INVITATION, allowance::isLeft);
        }
    }

    /** These, if they have been invited, which has been counted: it takes place without them, and they have to know. */
    void cancel(CalendarEvent event, List<EventAttendee> attendees) {
        var due = invited(attendees);
        send(event, due, due, Occasion.CANCELLATION, _ -> true);
    }

    /** Those who have been invited: it does not take place, as far as they have not been told that already. */
    void callOff(CalendarEvent event) {
        var due = invited(parts.attendees(event));
        if (event.getStatus() == EventStatus.CONFIRMED && !due.isEmpty()) {
            event.countChange();
            send(event, due, due, Occasion.CANCELLATION, _ -> true);
        }
    }

    /** They were told that it does not take place, and it does again. */
    void takeUp(CalendarEvent event) {
        if (event.getStatus() == EventStatus.CONFIRMED && !invited(parts.attendees(event)).isEmpty()) {
            event.countChange();
            update(event, true);
        }
    }

    private static List<EventAttendee> invited(List<EventAttendee> attendees) {
        return attendees.stream().filter(one -> one.isInvited() && one.getEmail() != null).toList();
    }

    private int send(CalendarEvent event, List<EventAttendee> due, List<EventAttendee> attendees, Occasion occasion,
            Predicate<String> may) {
        if (due.isEmpty()) {
            return 0;
        }
        var organizer = organizer(event);
        var refused = allowance.refused(due.stream().map(one -> Objects.requireNonNull(one.getEmail())).toList());
        var calendar = calendar(event, attendees, organizer, occasion);
        var values = InvitationTexts.of(event, organizer);
        var sent = 0;
        for (var attendee : due) {
            var address = Objects.requireNonNull(attendee.getEmail());
            if (refused.contains(address)) {
                attendee.invite(event.revision());
            } else if (may.test(address)) {
                attendee.invite(event.revision());
                notifications.queue(message(event, attendee, address, occasion, values).with(calendar)
                        .answeredTo(organizer.email()));
                sent++;
            }
        }
        return sent;
    }

    private String calendar(CalendarEvent event, List<EventAttendee> attendees, AttendeeNames.Called organizer,
            Occasion occasion) {
        var entries = new ArrayList<>(List.of(new IcsWriter.Entry(event, attendees, organizer)));
        parts.read(occasion == Occasion.CANCELLATION ? List.of() : List.of(event))
                .stream()
                .filter(one -> !one.isTrashed())
                .forEach(one -> entries.add(new IcsWriter.Entry(one, attendees, organizer)));
        return writer.write(entries, occasion.method);
    }

    /** Whoever has booked it by the address can change it, and is told by the clock that it was booked by. */
    private Message message(CalendarEvent event, EventAttendee attendee, String address, Occasion occasion,
            Map<String, String> values) {
        var visit = attendee.getMemberId() != null
                ? Optional.<EventBookings.Visit>empty()
                : parts.visit(event, address);
        var all = new HashMap<>(values);
        visit.ifPresent(booked -> all.put("when", LocalTimes.shown(event.time().start(), booked.zone())));
        if (occasion == Occasion.CANCELLATION || visit.isEmpty()) {
            return Message.email(address, occasion.template, all);
        }
        all.put("link", visit.get().link());
        return Message.email(address, "booking-invitation", all);
    }

    /** The owner; of what is nobody's, whoever does it. */
    private AttendeeNames.Called organizer(CalendarEvent event) {
        UUID member = event.getOwnerId() == null ? TenantContext.current().userId() : event.getOwnerId();
        var none = new AttendeeNames.Called(null, null);
        return member == null ? none : names.ofMembers(Set.of(member)).getOrDefault(member, none);
    }
}
