package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What has been booked, of the calendar's events: it is told what becomes of them, in the same transaction, and knows where visitors change it. */
public interface EventBookings {

    /** How an event is now. @param isOn whether it takes place: it is neither cancelled nor in the trash */
    record State(Instant startAt, Instant endAt, boolean isOn, boolean isPrivate, @Nullable UUID ownerId) {}

    /** An event that is locked was changed, be it a booked one or not. @throws dev.tenantry.shared.problem.ProblemException where that is not for booked ones */
    void changed(Long event, State state);

    /** Where whoever has booked the event with this address changes or cancels that. */
    Optional<String> link(Long event, String address);
}
