package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Merging;
import dev.tenantry.shared.tenancy.TenantQuery;

/** A contact attends an event once, whoever it was merged with. */
@Component
class AttendeeMerging implements Merging {

    /** Who has answered last, or else has been invited, is the greatest. */
    private static final Comparator<EventAttendee> BY_ANSWER = Comparator.comparing(EventAttendee::answeredAt)
            .thenComparing(EventAttendee::isInvited);

    private final EntityManager entities;

    AttendeeMerging(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public void merge(String type, Long from, Long into) {
        if (!type.equals("contact")) {
            return;
        }
        var byEvent = new LinkedHashMap<Long, List<EventAttendee>>();
        TenantQuery
                .of(entities, EventAttendee.class, "e", EventAttendee.class, List.of("e.contactId = :contact", """
                        exists (select 1 from EventAttendee o where o.organizationId = e.organizationId
                        and o.eventId = e.eventId and o.contactId = e.contactId and o.id <> e.id)"""),
                        "order by e.eventId, e.id")
                .set("contact", into)
                .list()
                .forEach(attendee -> byEvent.computeIfAbsent(attendee.getEventId(), _ -> new ArrayList<>())
                        .add(attendee));
        byEvent.forEach(this::unite);
    }

    private void unite(Long id, List<EventAttendee> same) {
        var event = Objects.requireNonNull(entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        var stays = Collections.max(same, BY_ANSWER);
        same.stream().filter(attendee -> attendee != stays).forEach(attendee -> {
            stays.take(attendee);
            entities.remove(attendee);
        });
        event.touch();
        entities.flush();
    }
}
