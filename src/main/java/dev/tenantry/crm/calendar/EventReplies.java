package dev.tenantry.crm.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.EventRepliesResponse.Outcome;
import dev.tenantry.crm.calendar.EventRepliesResponse.Taken;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Takes answers to invitations: of those who attend, about the event as it is. */
@Service
@Transactional(readOnly = true)
public class EventReplies {

    /** So far clocks may be ahead of ours: what is further says nothing. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final IcsReader reader;
    private final EventParts parts;
    private final DeclinedBookings bookings;
    private final EntityManager entities;
    private final Clock clock;

    EventReplies(IcsReader reader, EventParts parts, DeclinedBookings bookings, EntityManager entities, Clock clock) {
        this.bookings = bookings;
        this.reader = reader;
        this.parts = parts;
        this.entities = entities;
        this.clock = clock;
    }

    /** @throws ProblemException 400 where it is no reply: which line it is, and why */
    @Transactional
    EventRepliesResponse take(String text) {
        var results = new ArrayList<Taken>();
        for (var reply : read(text)) {
            var event = find(reply);
            reply.answers()
                    .forEach(answer -> results.add(new Taken(reply.uid(), answer.email(), take(event, reply, answer))));
        }
        entities.flush();
        return new EventRepliesResponse(results);
    }

    /**
     * Takes what a mail to the current member has, of its sender alone; what is no reply, or cannot be read, is left alone.
     *
     * @param sender what its address is equal by
     */
    @Transactional
    public void takeMailed(byte[] file, String sender) {
        var text = new String(IcsOctets.unsplit(file), StandardCharsets.UTF_8);
        try {
            for (var reply : reader.replies(text, ZoneOffset.UTC)) {
                var event = find(reply);
                reply.answers()
                        .stream()
                        .filter(answer -> EmailAddress.canonical(answer.email()).equals(sender))
                        .forEach(answer -> take(event, reply, answer));
            }
            entities.flush();
        } catch (IcsFaultException _) {
            // It is kept with its mail.
        }
    }

    private List<IcsReply> read(String text) {
        try {
            return reader.replies(text, ZoneOffset.UTC);
        } catch (IcsFaultException fault) {
            throw ProblemException.malformed("line " + fault.line(), String.valueOf(fault.getMessage()));
        }
    }

    /** To what is private to a colleague and the member is asked to: the member alone, and to all of an event. */
    private Outcome takeHidden(IcsReply reply, IcsReply.Answer answer) {
        var original = reply.original();
        var event = parts.attended()
                .find(reply.uid())
                .stream()
                .filter(one -> original == null
                        ? !one.isException()
                        : LocalTimes.write(original.apply(one.zone())).equals(one.getOriginalStart()))
                .findFirst();
        if (event.isEmpty() || !parts.attended().isOwn(answer.email())) {
            return Outcome.UNKNOWN;
        }
        if (reply.sequence() < event.get().getSequence()) {
            return Outcome.OUTDATED;
        }
        return parts.attended().answer(event.get().getId(), answer.answer()).isPresent()
                ? Outcome.TAKEN
                : Outcome.UNKNOWN;
    }

    private Outcome take(@Nullable Answered answered, IcsReply reply, IcsReply.Answer answer) {
        if (answered == null) {
            return takeHidden(reply, answer);
        }
        var event = answered.event;
        var attendee = parts.attendees(event)
                .stream()
                .filter(one -> one.hasAddress(answer.email()))
                .findFirst()
                .orElse(null);
        if (attendee == null) {
            return Outcome.UNKNOWN;
        }
        if (!isFor(event, attendee)) {
            return Outcome.NOT_OWN;
        }
        var now = clock.instant();
        var said = reply.stamp() == null || reply.stamp().isAfter(now.plus(MOST_AHEAD)) ? now : reply.stamp();
        if (reply.sequence() < event.getSequence() || reply.sequence() < attendee.answeredTo()
                || attendee.hasAnsweredAfter(said, now)) {
            return Outcome.OUTDATED;
        }
        var before = attendee.getAnswer();
        if (answered.start == null) {
            var isOther = attendee.reply(answer.answer(), reply.sequence(), said);
            if (isOther) {
                parts.answered(event, attendee, before, said);
            }
            return cancelled(event, attendee, answer, taken(event, isOther));
        }
        return take(event, attendee,
                new OccurrenceAnswer(answered.start, answer.answer(), said, reply.sequence()), now);
    }

    private static Outcome take(CalendarEvent series, EventAttendee attendee, OccurrenceAnswer given, Instant now) {
        var before = attendee.at(given.originalStart());
        if (before.filter(one -> one.isAfter(given.answeredAt(), now) || one.answeredTo() > given.answeredTo())
                .isPresent()) {
            return Outcome.OUTDATED;
        }
        if (before.isEmpty() && attendee.isFull()) {
            return Outcome.TOO_MANY;
        }
        return taken(series, attendee.answer(given));
    }

    /** What was booked is cancelled by whoever has booked it and declines. */
    private Outcome cancelled(CalendarEvent event, EventAttendee attendee, IcsReply.Answer answer, Outcome outcome) {
        if (answer.answer() != AttendeeAnswer.DECLINED || attendee.getMemberId() != null) {
            return outcome;
        }
        return bookings.declined(event.getId(), Objects.requireNonNull(attendee.getEmail()))
                ? outcome
                : Outcome.TOO_LATE;
    }

    private static Outcome taken(CalendarEvent event, boolean isOther) {
        if (isOther) {
            event.touch();
        }
        return Outcome.TAKEN;
    }

    /** Members answer themselves; what guests have answered the organizer knows: of an event that is nobody's, whoever has the file. */
    private static boolean isFor(CalendarEvent event, EventAttendee attendee) {
        var caller = TenantContext.current().userId();
        var organizer = attendee.getMemberId() == null ? event.getOwnerId() : attendee.getMemberId();
        return organizer == null || organizer.equals(caller);
    }

    /** @param start of an occurrence that is as its series; null: all of the event */
    private record Answered(CalendarEvent event, @Nullable String start) {}

    /** Locked, as its attendees are written. */
    private @Nullable Answered find(IcsReply reply) {
        var found = TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class,
                List.of("e.uid = :uid", "e.deletedAt is null"), "order by e.id")
                .set("uid", reply.uid())
                .limit(IcsReader.MOST)
                .locked()
                .list();
        var whole = found.stream().filter(event -> !event.isException()).findFirst().orElse(null);
        var original = reply.original();
        if (original == null) {
            return whole == null ? null : new Answered(whole, null);
        }
        return found.stream()
                .filter(event -> event.isException()
                        && LocalTimes.write(original.apply(event.zone())).equals(event.getOriginalStart()))
                .findFirst()
                .map(event -> new Answered(event, null))
                .orElseGet(() -> whole == null ? null : occurrence(whole, original.apply(whole.zone())));
    }

    private static @Nullable Answered occurrence(CalendarEvent series, LocalDateTime start) {
        return Series.of(series).at(start) == null ? null : new Answered(series, LocalTimes.write(start));
    }
}
