package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.problem.ProblemException;

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

        /** To whom nobody has told of the event yet. */
        Occasion first() {
            return this == CHANGE ? INVITATION : this;
        }
    }

    private final EventParts parts;
    private final InvitationTexts texts;
    private final IcsWriter writer;
    private final Notifications notifications;
    private final InvitationAllowance allowance;
    private final EventUpdates updates;

    Invitations(EventParts parts, InvitationTexts texts, IcsWriter writer, Notifications notifications,
            InvitationAllowance allowance, EventUpdates updates) {
        this.parts = parts;
        this.texts = texts;
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
            var sent = send(event, known, attendees, Occasion.INVITATION, address -> {
                var pause = allowance.demand(address);
                if (pause.isZero()) {
                    counted.add(address);
                }
                return pause;
            });
            sent.waiting.forEach(EventAttendee::await);
            return new InvitationsResponse(sent.mails, due.size() - known.size(),
                    known.size() - sent.mails - sent.waiting.size(), sent.waiting.size());
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
     * Where too many mails go already, once they go again, as it is then. That it is off they are told all the same, and that it is on again
     * then counts as an invitation.
     */
    private void tell(CalendarEvent event, boolean hasTurned) {
        var attendees = parts.attendees(event);
        var isOff = event.getStatus() == EventStatus.CANCELLED;
        var due = untold(attendees, event).stream().filter(one -> !isOff || one.isTold()).toList();
        var sent = send(event, due, attendees, isOff ? Occasion.CANCELLATION : Occasion.CHANGE,
                address -> isOff && hasTurned ? Duration.ZERO : allowance.left(address));
        if (hasTurned && !isOff) {
            sent.waiting.forEach(EventAttendee::await);
        }
    }

    private static List<EventAttendee> untold(List<EventAttendee> attendees, CalendarEvent event) {
        return invited(attendees).stream().filter(one -> !one.isInvitedTo(event.revision())).toList();
    }

    /** These are invited to what goes on from an event to which they were, as far as mails may go out. */
    void begin(CalendarEvent event, List<EventAttendee> invited) {
        if (event.getStatus() != EventStatus.CANCELLED) {
            send(event, invited.stream().filter(one -> one.getEmail() != null).toList(), parts.attendees(event),
                    Occasion.INVITATION, allowance::left).waiting.forEach(EventAttendee::await);
        }
    }

    /** These, if they have been invited, which has been counted: it takes place without them, and they have to know. */
    void cancel(CalendarEvent event, List<EventAttendee> attendees) {
        var due = told(attendees);
        send(event, due, due, Occasion.CANCELLATION, _ -> Duration.ZERO);
    }

    /** Those who have been invited: it does not take place, as far as they have not been told that already. */
    void callOff(CalendarEvent event) {
        var due = told(parts.attendees(event));
        if (event.getStatus() == EventStatus.CONFIRMED && !due.isEmpty()) {
            event.countChange();
            send(event, due, due, Occasion.CANCELLATION, _ -> Duration.ZERO);
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

    private static List<EventAttendee> told(List<EventAttendee> attendees) {
        return invited(attendees).stream().filter(EventAttendee::isTold).toList();
    }

    /** @param waiting who are to be mailed later, which is seen to */
    private record Sent(int mails, List<EventAttendee> waiting) {}

    /** @param pauses after which time a mail may go to an address */
    private Sent send(CalendarEvent event, List<EventAttendee> due, List<EventAttendee> attendees, Occasion occasion,
            Function<String, Duration> pauses) {
        if (due.isEmpty()) {
            return new Sent(0, List.of());
        }
        var organizer = texts.organizer(event);
        var refused = allowance.refused(due.stream().map(one -> Objects.requireNonNull(one.getEmail())).toList());
        var calendar = calendar(event, attendees, organizer, occasion);
        var told = texts.of(event, organizer, due);
        var sent = 0;
        var waiting = new LinkedHashMap<EventAttendee, Duration>();
        for (var attendee : due) {
            var address = Objects.requireNonNull(attendee.getEmail());
            var pause = refused.contains(address) ? Duration.ZERO : pauses.apply(address);
            if (!pause.isZero()) {
                waiting.put(attendee, pause);
                continue;
            }
            if (!refused.contains(address)) {
                notifications.queue(message(event, attendee, address, attendee.isTold() ? occasion : occasion.first(),
                        told).with(calendar).answeredTo(organizer.email()));
                sent++;
            }
            attendee.invite(event.revision());
        }
        waiting.values().stream().min(Comparator.naturalOrder()).ifPresent(pause -> updates.add(event, pause));
        return new Sent(sent, List.copyOf(waiting.keySet()));
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
            InvitationTexts.Texts told) {
        var visit = attendee.getMemberId() != null
                ? Optional.<EventBookings.Visit>empty()
                : parts.visit(event, address);
        var all = new HashMap<>(told.to(attendee, visit.map(booked -> booked.zone().getId()).orElse(null)));
        if (occasion == Occasion.CANCELLATION || visit.isEmpty()) {
            return Message.email(address, occasion.template, all);
        }
        all.put("link", visit.get().link());
        return Message.email(address, occasion == Occasion.CHANGE ? "booking-update" : "booking-invitation", all);
    }
}
