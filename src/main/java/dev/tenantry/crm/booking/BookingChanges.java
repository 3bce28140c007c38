package dev.tenantry.crm.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.booking.FreeSlots.Asked;
import dev.tenantry.crm.calendar.Appointments;
import dev.tenantry.shared.problem.ProblemException;

/** What visitors do about what they have booked, by their link. */
@Service
@Transactional(readOnly = true, noRollbackFor = ProblemException.class)
class BookingChanges {

    private final BookingRows rows;
    private final FreeSlots slots;
    private final Appointments appointments;
    private final BookingJournal journal;
    private final Clock clock;

    BookingChanges(BookingRows rows, FreeSlots slots, Appointments appointments, BookingJournal journal, Clock clock) {
        this.rows = rows;
        this.slots = slots;
        this.appointments = appointments;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What was booked, as its visitor is shown it.
     *
     * @param isChangeable whether it can be cancelled still
     * @param isMovable    whether it can be moved
     */
    record Standing(
            Booking booking,
            BookingPage page,
            BookingOrganization organization,
            boolean isChangeable,
            boolean isMovable) {}

    /** Empty where there is no such booking, where it is over, and where the organization is no more, or suspended. */
    Optional<Standing> find(Long id) {
        return rows.find(id).flatMap(this::standing);
    }

    private Optional<Standing> standing(Booking booking) {
        if (booking.isOver(clock.instant())) {
            return Optional.empty();
        }
        var page = rows.anyPage(booking.getPageId());
        var isChangeable = booking.isOn() && isInTime(booking, page);
        return rows.organization()
                .map(organization -> new Standing(booking, page, organization, isChangeable,
                        isChangeable && page.isOpenBy(page.getLinkNumber())
                                && !asked(booking, page).hosts().isEmpty()));
    }

    private boolean isInTime(Booking booking, BookingPage page) {
        return clock.instant().isBefore(booking.slot().from().minus(page.changeable()));
    }

    /** Where it can be moved. */
    List<Instant> free(Standing standing, Span window) {
        return slots.between(asked(standing.booking, standing.page), window)
                .stream()
                .filter(start -> !start.equals(standing.booking.slot().from()))
                .toList();
    }

    /** Nobody, where one of those whom it was booked with, and who have not left, cannot be booked any more. */
    private Asked asked(Booking booking, BookingPage page) {
        var hosts = slots.present(booking.hosts());
        var hosting = slots.stillHosting(hosts);
        return slots.of(page, booking, hosting.size() < hosts.size() ? List.of() : hosting);
    }

    /** Again it changes nothing. @return how it stands then @throws ProblemException 404; 409 where it is too late */
    @Transactional
    Standing cancel(Long id) {
        var standing = lock(id);
        var booking = standing.booking;
        if (booking.isOn()) {
            ChangeRefusal.LATE.unless(standing.isChangeable);
            booking.cancel(BookingParty.VISITOR, clock.instant());
            rows.flush();
            appointments.cancel(booking.getEventId());
            journal.cancelled(booking, BookingParty.VISITOR);
        }
        return standing(booking).orElseThrow(ProblemException::notFound);
    }

    /** What the work comes to, which moves it: of several that ask for the same at once one works, and the others find it done. */
    @Transactional
    Standing once(Long id, Instant start, ScopedValue.CallableOp<Standing, RuntimeException> work) {
        rows.holdVisit(id);
        return rows.start(id).filter(start::equals).isPresent() ? move(id, start) : work.call();
    }

    /** Likewise. @throws ProblemException 409, too, where the time is not free */
    @Transactional
    Standing move(Long id, Instant start) {
        var held = rows.hosts(id);
        appointments.hold(held);
        var standing = lock(id);
        var booking = standing.booking;
        var before = booking.slot();
        ChangeRefusal.CANCELLED.unless(booking.isOn());
        if (!start.equals(before.from())) {
            ChangeRefusal.MOVING.unless(standing.isMovable);
            ChangeRefusal.GIVEN.unless(held.containsAll(booking.hosts()));
            var asked = asked(booking, standing.page);
            if (slots.free(asked, start).isEmpty()) {
                throw BookingMaking.taken(slots.next(asked, start));
            }
            booking.move(Span.of(start, asked.length()));
            rows.flush();
            appointments.move(booking.getEventId(), booking.slot().from(), booking.slot().to());
            journal.rescheduled(booking, before.from(), BookingParty.VISITOR);
        }
        return standing(booking).orElseThrow(ProblemException::notFound);
    }

    /** The event before the booking, as whoever changes the event does. */
    private Standing lock(Long id) {
        var event = rows.event(id).orElseThrow(ProblemException::notFound);
        appointments.lock(event);
        return rows.ofEvent(event).flatMap(this::standing).orElseThrow(ProblemException::notFound);
    }
}
