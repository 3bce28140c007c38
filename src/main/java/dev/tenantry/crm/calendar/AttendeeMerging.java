package dev.tenantry.crm.calendar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Merging;
import dev.tenantry.shared.tenancy.TenantQuery;

/** A contact attends an event once, whoever it was merged with; and what is private to anybody refers to the record that stays. */
@Component
class AttendeeMerging implements Merging {

    /** Who has answered last, or else has been invited, is the greatest. */
    private static final Comparator<EventAttendee> BY_ANSWER = Comparator.comparing(EventAttendee::answeredAt)
            .thenComparing(EventAttendee::isInvited);

    private static final Set<String> REFERRED = Set.of("contact", "company");
    private static final String MOVE_PRIVATE = "select app.move_private_events(app.org_id(), ?, ?, ?)";

    private final EntityManager entities;
    private final JdbcClient jdbc;

    AttendeeMerging(EntityManager entities, JdbcClient jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    @Override
    public void merge(String type, Long from, Long into) {
        if (type.equals("contact")) {
            unite(into);
        }
        if (REFERRED.contains(type)) {
            jdbc.sql(MOVE_PRIVATE).params(type, from, into).query((_, _) -> true).list();
        }
    }

    private void unite(Long into) {
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
