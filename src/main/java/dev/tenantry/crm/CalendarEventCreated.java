package dev.tenantry.crm;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/** An event was put into the calendar. Of private ones nothing is told. */
public record CalendarEventCreated(
        Long calendarEventId,
        String title,
        Instant startAt,
        Instant endAt,
        @Nullable UUID ownerId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId) implements DomainEvent {

    @Override
    public String eventName() {
        return "calendar-event.created";
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
