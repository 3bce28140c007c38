package dev.tenantry.crm;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** What a visitor has booked takes place at another time. It is told as something about the event. @param rescheduledBy visitor or member */
public record BookingRescheduled(
        Long bookingId,
        Long bookingPageId,
        String page,
        Long calendarEventId,
        Long contactId,
        @Nullable UUID ownerId,
        Instant startAt,
        Instant endAt,
        Instant previousStartAt,
        String rescheduledBy) implements DomainEvent {

    @Override
    public String eventName() {
        return "booking.rescheduled";
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
