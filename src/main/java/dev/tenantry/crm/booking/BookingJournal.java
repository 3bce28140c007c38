package dev.tenantry.crm.booking;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.BookingCancelled;
import dev.tenantry.crm.BookingCreated;
import dev.tenantry.crm.BookingRescheduled;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;

/** What is told of bookings: in events, on the timelines of the page and of the contact, and to the host. */
@Component
class BookingJournal {

    private final DomainEvents events;
    private final Timeline timeline;
    private final BookingRows rows;
    private final HostMails mails;

    BookingJournal(DomainEvents events, Timeline timeline, BookingRows rows, HostMails mails) {
        this.mails = mails;
        this.events = events;
        this.timeline = timeline;
        this.rows = rows;
    }

    void created(Booking booking) {
        var slot = booking.slot();
        events.publish(new BookingCreated(booking.getId(), booking.getPageId(), page(booking), booking.getEventId(),
                booking.getContactId(), host(booking), slot.from(), slot.to()));
        note(booking, "booked", "was booked for " + slot.from());
        mails.tell(booking, "booked", BookingParty.VISITOR);
    }

    void cancelled(Booking booking, BookingParty by) {
        var slot = booking.slot();
        events.publish(new BookingCancelled(booking.getId(), booking.getPageId(), page(booking), booking.getEventId(),
                booking.getContactId(), host(booking), slot.from(), slot.to(), by.toString()));
        note(booking, "cancelled", "was cancelled by the " + by);
        mails.tell(booking, "cancelled", by);
    }

    void rescheduled(Booking booking, Instant before, BookingParty by) {
        var slot = booking.slot();
        events.publish(new BookingRescheduled(booking.getId(), booking.getPageId(), page(booking),
                booking.getEventId(), booking.getContactId(), host(booking), slot.from(), slot.to(), before,
                by.toString()));
        note(booking, "rescheduled", "was moved to " + slot.from() + " by the " + by);
        mails.tell(booking, "moved", by);
    }

    /** It is in another one's calendar, who has been booked by that. */
    void handedOver(Booking booking) {
        mails.tell(booking, "handed over to you", BookingParty.MEMBER);
    }

    private void note(Booking booking, String what, String summary) {
        timeline.note("booking-page." + what, booking.getPageId(), page(booking) + " " + summary,
                Subjects.of("booking-page", booking.getPageId()).and("contact", booking.getContactId()));
    }

    /** The first of them. */
    private @Nullable UUID host(Booking booking) {
        return booking.hosts().stream().findFirst().orElse(null);
    }

    /** What the page is called, in the trash or not. */
    private String page(Booking booking) {
        return rows.pageName(booking.getPageId());
    }
}
