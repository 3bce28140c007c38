package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What has been booked, of the calendar's events: it is told what becomes of them, in the same transaction, and knows where visitors change it. */
public interface EventBookings {

    /** How an event is now. @param isOn whether it takes place: it is neither cancelled nor in the trash */
    record State(Instant startAt, Instant endAt, boolean isOn, boolean isPrivate, @Nullable UUID ownerId) {}

    /** @param link where it is changed or cancelled @param zone by whose clock it was booked */
    record Visit(String link, ZoneId zone) {}

    /** An event that is locked was changed, be it a booked one or not. @throws dev.tenantry.shared.problem.ProblemException where that is not for booked ones */
    void changed(Long event, State state);

    /** What whoever has booked the event with this address has to know of that. */
    Optional<Visit> visit(Long event, String address);
}
