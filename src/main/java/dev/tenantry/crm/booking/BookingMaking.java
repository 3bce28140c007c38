package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.booking.FreeSlots.Asked;
import dev.tenantry.crm.calendar.Appointments;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Shows what can be booked by a link, and books it. */
@Service
@Transactional(readOnly = true, noRollbackFor = ProblemException.class)
class BookingMaking {

    private final BookingRows rows;
    private final FreeSlots slots;
    private final Visitors visitors;
    private final Appointments appointments;
    private final BookingJournal journal;
    private final BookingLinks links;

    BookingMaking(BookingRows rows, FreeSlots slots, Visitors visitors, Appointments appointments,
            BookingJournal journal, BookingLinks links) {
        this.rows = rows;
        this.slots = slots;
        this.visitors = visitors;
        this.appointments = appointments;
        this.journal = journal;
        this.links = links;
    }

    /** What a visitor is shown of a page. */
    record Offer(BookingPage page, BookingOrganization organization) {}

    /** Empty where the link does not lead to something that can be booked now: nobody is told why. */
    Optional<Offer> offer(BookingLinks.Target target) {
        return rows.organization()
                .flatMap(organization -> rows.page(target.id())
                        .filter(page -> page.isOpenBy(target.number()) && !slots.isClosed(page))
                        .map(page -> new Offer(page, organization)));
    }

    List<Instant> free(BookingPage page, Duration length, Span window) {
        return slots.between(slots.of(page, length), window);
    }

    /**
     * What the visitor has just booked by the same request, which was sent again, else what the work books. Of several that come at once one works,
     * and the others wait for it before anything is counted, or found to be taken.
     */
    @Transactional
    Booked once(BookingPage page, Visit visit, ScopedValue.CallableOp<Booked, RuntimeException> work) {
        rows.holdVisit(page, visit);
        return made(page, visit).orElseGet(work::call);
    }

    private Optional<Booked> made(BookingPage page, Visit visit) {
        return rows.same(page, visit).map(booking -> booked(page, booking, visit, booking.isMadeFromHere()));
    }

    /**
     * Without any lock, and so what is free may be taken once it is booked.
     *
     * @return how many will be mailed: the visitor, and all hosts
     * @throws ProblemException 409 where it is not free
     */
    int check(BookingPage page, Visit visit) {
        var asked = asked(page, visit);
        if (slots.free(asked, visit.slot().from()).isEmpty()) {
            throw taken(slots.next(asked, visit.slot().from()));
        }
        return 1 + (asked.areAll() ? asked.hosts().size() : 1);
    }

    /**
     * Behind the locks of all whom it may be with.
     *
     * @throws ProblemException 404 where the link leads nowhere by now; 409 where it is not free
     */
    @Transactional
    Booked book(BookingLinks.Target target, Visit visit) {
        rows.forget();
        var contact = visitors.contact(visit);
        var page = offer(target).orElseThrow(ProblemException::notFound).page();
        var asked = asked(page, visit);
        appointments.hold(FreeSlots.everybody(asked));
        if (slots.isClosed(page)) {
            throw ProblemException.notFound();
        }
        var free = slots.stillFree(asked, visit.slot().from());
        if (free.isEmpty()) {
            throw taken(slots.next(asked, visit.slot().from()));
        }
        var hosts = slots.chosen(asked, free);
        var event = appointments.make(wanted(page, visit, contact, hosts));
        var booking = new Booking(page, event, contact, hosts, visit);
        rows.add(booking);
        appointments.announce(event);
        journal.created(booking);
        return booked(page, booking, visit, true);
    }

    /** @param isVisitors whether it is known that whoever asks has made it, and is not somebody who guesses what others have booked */
    private Booked booked(BookingPage page, Booking booking, Visit visit, boolean isVisitors) {
        return new Booked(page.getName(), booking.slot().from(), booking.slot().to(), visit.zone().getId(),
                page.getConfirmation(), isVisitors ? links.toBooking(booking.getId()) : null);
    }

    private Asked asked(BookingPage page, Visit visit) {
        return slots.of(page, Duration.between(visit.slot().from(), visit.slot().to()));
    }

    /** @param next what else is free */
    static ProblemException taken(List<Instant> next) {
        return ProblemException.of(ProblemType.SLOT_TAKEN, next.isEmpty()
                ? "this time cannot be booked"
                : "this time cannot be booked; free next: "
                        + next.stream().map(Instant::toString).collect(Collectors.joining(", ")),
                next.stream().map(free -> new FieldError("startAt", "free", free.toString())).toList());
    }

    private static Appointments.Wanted wanted(BookingPage page, Visit visit, Long contact, List<UUID> hosts) {
        return new Appointments.Wanted(page.getName(), page.getDescription(), visit.slot().from(), visit.slot().to(),
                page.getTimeZone(), page.getPlace(), page.getConferenceUrl(), hosts.getFirst(),
                hosts.subList(1, hosts.size()), contact, visit.name(), visit.email(), page.getReminders());
    }
}
