package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Mails to those who attend (iTIP, RFC 5546): what they are invited to, what becomes of it, and that it is off. Kept in the current
 * transaction, sent once that is committed, to nobody who is not written to.
 */
@Component
class Invitations {

    private static final ScopedValue<Boolean> COUNTED = ScopedValue.newInstance();
    private static final String CANCEL = "CANCEL";

    private final EventParts parts;
    private final AttendeeNames names;
    private final IcsWriter writer;
    private final Notifications notifications;
    private final Consents consents;
    private final Limits limits;

    Invitations(EventParts parts, AttendeeNames names, IcsWriter writer, Notifications notifications, Consents consents,
            Limits limits) {
        this.parts = parts;
        this.names = names;
        this.writer = writer;
        this.notifications = notifications;
        this.consents = consents;
        this.limits = limits;
    }

    /** What is done about mails that were counted already, as others than members cause them. */
    static void counted(Runnable work) {
        ScopedValue.where(COUNTED, true).run(work);
    }

    /** Those who have not been told of the event as it is. @throws ProblemException 429 where there may not be as many mails: none is counted then */
    InvitationsResponse invite(CalendarEvent event) {
        var attendees = parts.attendees(event);
        var due = attendees.stream().filter(one -> !one.isInvitedTo(event.getSequence())).toList();
        var known = due.stream().filter(one -> one.getEmail() != null).toList();
        var counted = new ArrayList<String>();
        try {
            var sent = send(event, known, attendees, "REQUEST", address -> demand(address) && counted.add(address));
            return new InvitationsResponse(sent, due.size() - known.size(), known.size() - sent);
        } catch (ProblemException refusal) {
            counted.forEach(this::refund);
            throw refusal;
        }
    }

    /**
     * Those who have been invited, of what has changed for them since: where too many mails go already, with the next change, or as they are
     * invited. That it is off they are told all the same, and that it is on again then counts as an invitation.
     *
     * @param hasTurned whether it is off since now, or on again
     */
    void update(CalendarEvent event, boolean hasTurned) {
        var attendees = parts.attendees(event);
        var due = attendees.stream()
                .filter(one -> one.isInvited() && !one.isInvitedTo(event.getSequence()) && one.getEmail() != null)
                .toList();
        var isOff = event.getStatus() == EventStatus.CANCELLED;
        send(event, due, attendees, isOff ? CANCEL : "REQUEST",
                address -> isOff && hasTurned || pause(address) == null);
        if (hasTurned && !isOff) {
            due.stream().filter(one -> !one.isInvitedTo(event.getSequence())).forEach(EventAttendee::disinvite);
        }
    }

    /** These are invited to what goes on from an event to which they were, as far as mails may go out. */
    void begin(CalendarEvent event, List<EventAttendee> invited) {
        if (event.getStatus() != EventStatus.CANCELLED) {
            send(event, invited.stream().filter(one -> one.getEmail() != null).toList(), parts.attendees(event),
                    "REQUEST", address -> pause(address) == null);
        }
    }

    /** These, if they have been invited, which has been counted: it takes place without them, and they have to know. */
    void cancel(CalendarEvent event, List<EventAttendee> attendees) {
        var due = invited(attendees);
        send(event, due, due, CANCEL, _ -> true);
    }

    /** Those who have been invited: it does not take place, as far as they have not been told that already. */
    void callOff(CalendarEvent event) {
        var due = invited(parts.attendees(event));
        if (event.getStatus() == EventStatus.CONFIRMED && !due.isEmpty()) {
            event.countChange();
            send(event, due, due, CANCEL, _ -> true);
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

    private int send(CalendarEvent event, List<EventAttendee> due, List<EventAttendee> attendees, String method,
            Predicate<String> may) {
        if (due.isEmpty()) {
            return 0;
        }
        var organizer = organizer(event);
        var refused = refused(due);
        var entries = new ArrayList<>(List.of(new IcsWriter.Entry(event, attendees, organizer)));
        parts.read(method.equals(CANCEL) ? List.of() : List.of(event))
                .stream()
                .filter(one -> !one.isTrashed())
                .forEach(one -> entries.add(new IcsWriter.Entry(one, attendees, organizer)));
        var calendar = writer.write(entries, method);
        var values = values(event, organizer);
        var sent = 0;
        for (var attendee : due) {
            var address = Objects.requireNonNull(attendee.getEmail());
            if (refused.contains(address)) {
                attendee.invite(event.getSequence());
            } else if (may.test(address)) {
                attendee.invite(event.getSequence());
                notifications.queue(message(event, attendee, address, method, values).with(calendar));
                sent++;
            }
        }
        return sent;
    }

    /** Whoever has booked it by the address can change it. */
    private Message message(CalendarEvent event, EventAttendee attendee, String address, String method,
            Map<String, String> values) {
        var link = attendee.getMemberId() != null || method.equals(CANCEL)
                ? Optional.<String>empty()
                : parts.link(event, address);
        var all = new HashMap<>(values);
        link.ifPresent(to -> all.put("link", to));
        return Message.email(address, method.equals(CANCEL)
                ? "event-cancellation"
                : link.isPresent() ? "booking-invitation" : "event-invitation", all);
    }

    private record Pause(Limit limit, Duration time) {}

    private boolean demand(String address) {
        var pause = pause(address);
        if (pause == null) {
            return true;
        }
        var most = pause.limit == Limit.SENDS_PER_ADDRESS ? limits.mostUnasked() : limits.most(pause.limit);
        throw ProblemException.rateLimited("at most " + most + " mails go "
                + (pause.limit == Limit.MAILS_PER_ORGANIZATION ? "out for an organization" : "to one address")
                + " in a while: invite again in " + pause.time.plusSeconds(59).toMinutes() + " minutes", most,
                pause.time);
    }

    /** Null where a mail may go to the address now, which is counted. */
    private @Nullable Pause pause(String address) {
        if (COUNTED.isBound()) {
            return null;
        }
        var organization = TenantContext.current().organizationId().toString();
        var forAll = limits.take(Limit.MAILS_PER_ORGANIZATION, organization);
        if (!forAll.isZero()) {
            return new Pause(Limit.MAILS_PER_ORGANIZATION, forAll);
        }
        var forOne = limits.takeUnasked(address);
        if (forOne.isZero()) {
            return null;
        }
        limits.refund(Limit.MAILS_PER_ORGANIZATION, organization);
        return new Pause(Limit.SENDS_PER_ADDRESS, forOne);
    }

    private void refund(String address) {
        if (!COUNTED.isBound()) {
            limits.refund(Limit.MAILS_PER_ORGANIZATION, TenantContext.current().organizationId().toString());
            limits.refund(Limit.SENDS_PER_ADDRESS, address);
        }
    }

    private Set<String> refused(List<EventAttendee> due) {
        return consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL,
                due.stream().map(one -> Objects.requireNonNull(one.getEmail())).toList())
                .stream()
                .map(RefusedRecipient::recipient)
                .collect(Collectors.toSet());
    }

    /** The owner; of what is nobody's, whoever does it. */
    private AttendeeNames.Called organizer(CalendarEvent event) {
        UUID member = event.getOwnerId() == null ? TenantContext.current().userId() : event.getOwnerId();
        var none = new AttendeeNames.Called(null, null);
        return member == null ? none : names.ofMembers(Set.of(member)).getOrDefault(member, none);
    }

    private static Map<String, String> values(CalendarEvent event, AttendeeNames.Called organizer) {
        var called = organizer.name() == null ? organizer.email() : organizer.name();
        return Map.of("title", event.getTitle(), "when", when(event), "place", text(event.getPlace()), "description",
                text(event.getDescription()), "organizer", called == null ? "Somebody" : called);
    }

    private static String when(CalendarEvent event) {
        if (event.isAllDay()) {
            return Objects.equals(event.getStartDate(), event.getEndDate())
                    ? String.valueOf(event.getStartDate())
                    : event.getStartDate() + " to " + event.getEndDate();
        }
        return LocalTimes.shown(event.time().localStart(event.zone())) + " (" + event.getTimeZone() + ")";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
