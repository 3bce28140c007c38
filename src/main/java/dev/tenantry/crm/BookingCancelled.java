package dev.tenantry.crm;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** What a visitor has booked does not take place. It is told as something about the event. @param cancelledBy visitor or member */
public record BookingCancelled(
        Long bookingId,
        Long bookingPageId,
        String page,
        Long calendarEventId,
        Long contactId,
        @Nullable UUID ownerId,
        Instant startAt,
        Instant endAt,
        String cancelledBy) implements DomainEvent {

    @Override
    public String eventName() {
        return "booking.cancelled";
    }

    @Override
    public String aggregateType() {
        return "calendar-event";
    }

    @Override
    public String aggregateId() {
        return calendarEventId.toString();
    }
}
