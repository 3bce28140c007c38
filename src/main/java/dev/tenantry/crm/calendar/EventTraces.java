package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.CalendarEventCreated;
import dev.tenantry.crm.CalendarEventUpdated;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.record.Erasure;

/** What others have of an event's texts: what is told when there is one, and what is taken back when it becomes private. */
@Component
class EventTraces {

    private final DomainEvents events;
    private final Timeline timeline;
    private final ObjectProvider<Erasure> erasures;

    EventTraces(DomainEvents events, Timeline timeline, ObjectProvider<Erasure> erasures) {
        this.events = events;
        this.timeline = timeline;
        this.erasures = erasures;
    }

    void created(CalendarEvent event) {
        events.publish(new CalendarEventCreated(event.getId(), event.getTitle(), event.time().start(),
                event.time().end(), event.getOwnerId(), event.getContactId(), event.getCompanyId(),
                event.getOpportunityId()));
        timeline.note("calendar-event.created", event.getId(), "Event: " + event.getTitle(),
                Subjects.of("contact", event.getContactId())
                        .and("company", event.getCompanyId())
                        .and("opportunity", event.getOpportunityId()));
    }

    void changed(CalendarEvent event, Map<String, FieldChange> changes) {
        events.publish(new CalendarEventUpdated(event.getId(), event.getTitle(), changes));
    }

    /** As of records that are deleted for good: journals keep that something was changed, and no texts. */
    void forget(String type, List<Long> ids) {
        erasures.orderedStream().forEach(erasure -> erasure.erase(type, ids));
    }
}
