package dev.tenantry.crm.booking;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.DeclinedBookings;

/** A guest who declines in a calendar program what was booked does what the link to cancel it does, and no more. */
@Component
class BookingDeclines implements DeclinedBookings {

    private final BookingRows rows;
    private final BookingChanges changes;

    BookingDeclines(BookingRows rows, BookingChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public boolean declined(Long event, String address) {
        var standing = rows.idOfEvent(event, address).flatMap(changes::find).filter(one -> one.booking().isOn());
        if (standing.isEmpty()) {
            return true;
        }
        if (standing.get().isChangeable()) {
            changes.cancel(standing.get().booking().getId());
        }
        return standing.get().isChangeable();
    }
}
