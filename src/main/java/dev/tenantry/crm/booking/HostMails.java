package dev.tenantry.crm.booking;

import java.util.Map;
import java.util.Objects;

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
        var isOwn = by == BookingParty.MEMBER
                && Objects.equals(TenantContext.current().userId(), booking.hosts().getFirst());
        if (!isOwn) {
            mails.tell(booking.getEventId(), TEMPLATE,
                    Map.of("change", change, "guest", booking.getName(), "address", booking.getEmail(), "by",
                            by == BookingParty.VISITOR ? booking.getName() : "a colleague"),
                    booking.getEmail());
        }
    }
}
