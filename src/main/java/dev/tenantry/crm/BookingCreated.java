package dev.tenantry.crm;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** A visitor has booked a time. It is told as something about the event. */
public record BookingCreated(
        Long bookingId,
        Long bookingPageId,
        String page,
        Long calendarEventId,
        Long contactId,
        @Nullable UUID ownerId,
        Instant startAt,
        Instant endAt) implements DomainEvent {

    @Override
    public String eventName() {
        return "booking.created";
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
