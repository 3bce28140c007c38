package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;

/** What belongs to an event and changes with it: the occurrences of a series that are otherwise. */
@Component
class EventParts {

    private final EntityManager entities;
    private final Reminders reminders;
    private final CalendarLocks locks;
    private final EventBookings bookings;
    private final AttendedEvents attended;

    EventParts(EntityManager entities, Reminders reminders, CalendarLocks locks, EventBookings bookings,
            AttendedEvents attended) {
        this.attended = attended;
        this.entities = entities;
        this.reminders = reminders;
        this.locks = locks;
        this.bookings = bookings;
    }

    /** An event is about to be, or to be at another time or with others: in these members' calendars. */
    void occupy(@Nullable UUID owner, Collection<UUID> others) {
        var members = new HashSet<>(others);
        if (owner != null) {
            members.add(owner);
        }
        locks.share(members);
    }

    AttendedEvents attended() {
        return attended;
    }

    /** The members who attend. */
    List<UUID> members(CalendarEvent event) {
        var members = new ArrayList<UUID>();
        for (var attendee : attendees(event)) {
            if (attendee.getMemberId() != null) {
                members.add(attendee.getMemberId());
            }
        }
        return members;
    }

    /** It is otherwise now, or does not take place. */
    void tell(CalendarEvent event) {
        bookings.changed(event.getId(), new EventBookings.State(event.time().start(), event.time().end(),
                event.getStatus() == EventStatus.CONFIRMED && !event.isTrashed(), event.isPrivate(),
                event.getOwnerId()));
    }

    /** Of whoever has booked the event by this address. */
    Optional<EventBookings.Visit> visit(CalendarEvent event, String address) {
        return bookings.visit(event.getId(), address);
    }

    /** When the event began by its clock, before it is changed. */
    LocalDateTime moved(CalendarEvent event) {
        return event.time().localStart(event.zone());
    }

    /**
     * The request, where the series begins at another time and what it leaves out is stated as before: what is left out is the same times. Where its
     * zone is another one, what there is besides is, too, as that is told by the zone's clock.
     */
    CalendarEventRequest shifted(CalendarEvent event, CalendarEventRequest request, ZoneId ownZone) {
        var zone = zone(request, ownZone);
        var by = Duration.between(moved(event), EventTime.of(request, zone).localStart(zone));
        return by.isZero()
                ? request
                : request.with(
                        zone.equals(event.zone())
                                ? request.more()
                                : shifted(request.more(), event.getRecurrenceDates(), by),
                        shifted(request.without(), event.getExcludedDates(), by));
    }

    private static List<String> shifted(List<String> stated, List<String> before, Duration by) {
        return before.isEmpty() || !Arrays.asList(LocalTimes.canonical(stated)).equals(before)
                ? stated
                : LocalTimes.read(before).stream().map(time -> LocalTimes.write(time.plus(by))).toList();
    }

    private static ZoneId zone(CalendarEventRequest request, ZoneId ownZone) {
        return request.timeZone() == null ? ownZone : ZoneId.of(request.timeZone());
    }

    /** @throws ProblemException 422 where the series begins at another time, and its rule then has those no more that are left out or otherwise */
    void checkKept(CalendarEvent event, CalendarEventRequest request, ZoneId ownZone) {
        var zone = zone(request, ownZone);
        var time = EventTime.of(request, zone);
        var before = Series.of(event);
        var by = Duration.between(before.start(), time.localStart(zone));
        if (by.isZero() || !event.isRecurring()) {
            return;
        }
        var after = new Series(time, zone, request.recurrenceRule(),
                LocalTimes.read(shifted(event, request, ownZone).more()), Set.of());
        var excluded = event.getExcludedDates();
        var stays = Arrays.asList(LocalTimes.canonical(request.without())).equals(excluded);
        var kept = Stream.concat(stays ? excluded.stream() : Stream.of(),
                exceptions(event).stream().map(CalendarEvent::getOriginalStart));
        kept.map(text -> LocalTimes.read(Objects.requireNonNull(text)).orElseThrow())
                .filter(start -> before.has(start) && !after.has(start.plus(by)))
                .findFirst()
                .ifPresent(start -> {
                    throw ProblemException.invalid("startAt", "loses-occurrences",
                            "what is otherwise or left out at " + LocalTimes.write(start) + " would be at "
                                    + LocalTimes.write(start.plus(by))
                                    + ", which recurrenceRule does not have: change the rule as well");
                });
    }

    /** Occurrences that are otherwise stay those that they are, and are seen as the series is. */
    void follow(CalendarEvent series, LocalDateTime begun) {
        if (!series.isException()) {
            var by = Duration.between(begun, moved(series));
            exceptions(series).forEach(exception -> move(exception, series, by));
            attendees(series).forEach(attendee -> attendee.move(by));
            reminders.show(series);
        }
        showAttendees(series);
    }

    /** The occurrence that is otherwise is the series', whose starts are others by so much, and seen as that is. */
    void move(CalendarEvent exception, CalendarEvent series, Duration by) {
        exception.follow(series, by);
        showAttendees(exception);
    }

    /** The event was changed in these fields. */
    void remind(CalendarEvent event, Set<String> changed) {
        reminders.changed(event, changed);
    }

    private void showAttendees(CalendarEvent event) {
        attendees(event).forEach(attendee -> attendee.show(event.getPrivateTo()));
    }

    List<EventAttendee> attendees(CalendarEvent event) {
        return TenantQuery.of(entities, EventAttendee.class, "e", EventAttendee.class, List.of("e.eventId = :event"),
                "order by e.id").set("event", event.getId()).list();
    }

    /** It is at other times: what was answered does not count, but for whoever has moved it. What visitors move by their links suits them, and members let themselves be booked. */
    void askAnew(CalendarEvent event) {
        var mover = TenantContext.current().userId();
        if (mover != null) {
            event.askAnew((int) attendees(event).stream()
                    .filter(attendee -> !mover.equals(attendee.getMemberId()) && attendee.askAnew())
                    .count());
        }
    }

    /** What somebody answers to a series is answered to those of it that are otherwise, unless these were answered otherwise. */
    void answered(CalendarEvent series, EventAttendee attendee, AttendeeAnswer before, Instant now) {
        for (var exception : read(series.isException() ? List.of() : List.of(series))) {
            attendees(exception).stream()
                    .filter(one -> isSame(one, attendee))
                    .filter(one -> one.getAnswer() == AttendeeAnswer.NEEDS_ACTION || one.getAnswer() == before)
                    .filter(one -> one.answer(attendee.getAnswer(), exception.getSequence(), now))
                    .forEach(_ -> exception.touch());
        }
    }

    private static boolean isSame(EventAttendee one, EventAttendee other) {
        return Objects.equals(one.getMemberId(), other.getMemberId())
                && Objects.equals(one.getContactId(), other.getContactId())
                && (one.getMemberId() != null || one.getContactId() != null
                        || one.hasAddress(Objects.requireNonNull(other.getEmail())));
    }

    /** The series does without the occurrence. */
    void leaveOut(CalendarEvent exception) {
        var series = entities.find(CalendarEvent.class, exception.getSeriesId(), LockModeType.PESSIMISTIC_WRITE);
        var original = LocalTimes.read(Objects.requireNonNull(exception.getOriginalStart())).orElseThrow();
        if (!series.getExcludedDates().contains(LocalTimes.write(original))) {
            series.exclude(original);
        }
    }

    List<Long> withExceptions(CalendarEvent event) {
        return Stream.concat(Stream.of(event), read(List.of(event)).stream()).map(CalendarEvent::getId).toList();
    }

    /** What of the series is otherwise, those in the trash included: such an occurrence does not take place. */
    List<CalendarEvent> read(List<CalendarEvent> events) {
        var recurring = events.stream().filter(CalendarEvent::isRecurring).map(CalendarEvent::getId).toList();
        return recurring.isEmpty()
                ? List.of()
                : TenantQuery.of(entities, CalendarEvent.class, "e", CalendarEvent.class,
                        List.of("is_any(e.seriesId, :series)"), "order by e.id").setAll("series", recurring).list();
    }

    List<CalendarEvent> exceptions(CalendarEvent series) {
        return TenantQuery
                .of(entities, CalendarEvent.class, "e", CalendarEvent.class, List.of("e.seriesId = :series"),
                        "order by e.id")
                .set("series", series.getId())
                .locked()
                .list();
    }
}
