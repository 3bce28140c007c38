package dev.tenantry.crm;

import java.util.Map;

import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.journal.FieldChange;

/** An event of the calendar was changed. Of private ones nothing is told. @param changes what is otherwise than before, by field */
public record CalendarEventUpdated(Long calendarEventId, String title, Map<String, FieldChange> changes)
        implements
            DomainEvent {

    @Override
    public String eventName() {
        return "calendar-event.updated";
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
