package dev.tenantry.crm.booking;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.EventBookings;
import dev.tenantry.shared.problem.ProblemException;

/** Bookings follow their events: where a member moves or cancels one, what was booked is moved or cancelled, and told of once. */
@Component
class BookingFollowing implements EventBookings {

    private final BookingRows rows;
    private final BookingJournal journal;
    private final BookingLinks links;
    private final Clock clock;

    BookingFollowing(BookingRows rows, BookingJournal journal, BookingLinks links, Clock clock) {
        this.rows = rows;
        this.journal = journal;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void changed(Long event, State state) {
        rows.ofEvent(event).ifPresent(booking -> follow(booking, state));
    }

    private void follow(Booking booking, State state) {
        if (state.isPrivate()) {
            throw ProblemException.invalid("visibility", "booked", "what was booked is seen by all who see bookings");
        }
        if (!booking.isOn()) {
            return;
        }
        var isHandedOver = isHandedOver(booking, state);
        var before = booking.slot();
        var now = new Span(state.startAt(), state.endAt());
        if (!state.isOn()) {
            booking.cancel(BookingParty.MEMBER, clock.instant());
            journal.cancelled(booking, BookingParty.MEMBER);
        } else if (!now.equals(before)) {
            booking.move(now);
            journal.rescheduled(booking, before.from(), BookingParty.MEMBER);
        } else if (isHandedOver) {
            journal.handedOver(booking);
        }
    }

    /** Of one host the event is in the calendar: whoever has it then is the host. Of several they stay, and so does who has come. */
    private static boolean isHandedOver(Booking booking, State state) {
        var hosts = booking.hosts();
        var owner = state.ownerId();
        if (owner == null || hosts.contains(owner)) {
            return false;
        }
        booking.host(hosts.size() < 2 ? List.of(owner) : Stream.concat(hosts.stream(), Stream.of(owner)).toList());
        return true;
    }

    @Override
    public Optional<Visit> visit(Long event, String address) {
        return rows.ofEvent(event)
                .filter(booking -> booking.getEmail().equals(address))
                .map(booking -> new Visit(links.toBooking(booking.getId()), ZoneId.of(booking.getTimeZone())));
    }
}
