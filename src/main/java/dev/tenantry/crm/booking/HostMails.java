package dev.tenantry.crm.booking;

import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.OwnerMails;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Mails the host in whose calendar something is that it was booked, moved or cancelled, unless it was the host who did so. The other hosts attend
 * it, and are told as such.
 */
@Component
class HostMails {

    private static final String TEMPLATE = "booking-notice";

    private final OwnerMails mails;

    HostMails(OwnerMails mails) {
        this.mails = mails;
    }

    /** @param change what was done, in a word @param by who did it */
    void tell(Booking booking, String change, BookingParty by) {
        var isMember = by == BookingParty.MEMBER;
        mails.tell(booking.getEventId(), isMember ? TenantContext.current().userId() : null, new OwnerMails.Notice(
                TEMPLATE, Map.of("change", change, "guest", booking.getName(), "address", booking.getEmail(), "by",
                        isMember ? "a colleague" : booking.getName()),
                booking.getEmail()));
    }
}
