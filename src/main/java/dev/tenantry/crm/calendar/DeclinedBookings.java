package dev.tenantry.crm.calendar;

/** What has been booked, of the calendar's events: whoever has booked one and declines it cancels that. */
public interface DeclinedBookings {

    /**
     * Whoever attends an event that is locked, by this address and as no member, has declined it.
     *
     * @return false where it was booked by the address and it is too late to cancel that
     */
    boolean declined(Long event, String address);
}
