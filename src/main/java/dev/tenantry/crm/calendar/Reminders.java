package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.work.Tickets;

/** Has the reminders of events looked at anew where they may be due at other times, in the transaction of the change. */
@Component
class Reminders {

    /** By these of an event's fields occurrences are at other times than they were. */
    private static final Set<String> MOVING = Set.of("startAt", "startDate", "timeZone", "recurrenceRule",
            "recurrenceDates", "status");
    private static final String BEGIN = "update event_reminder_rules set due_at = now() where organization_id = app.org_id() and event_id = ?";
    /** What has not begun is reminded of where its new time says so, unless it was already of that very time. */
    private static final String MOVE = """
            update event_reminder_rules set due_at = now(),
                handled_until = case when minutes_before is null then handled_until else now() - minutes_before * interval '1 minute' end
            where organization_id = app.org_id() and event_id = ?""";
    private static final String FOLLOW = """
            update event_reminder_rules n set handled_until = o.handled_until from event_reminder_rules o
            where n.organization_id = app.org_id() and n.id = ? and o.organization_id = app.org_id() and o.id = ?""";

    private static final String SHOW = """
            update event_reminders set private_to = ? where organization_id = app.org_id() and crm_event_id = ? and private_to is distinct from ?""";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Tickets tickets;

    Reminders(EntityManager entities, JdbcClient jdbc, Tickets tickets) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    List<ReminderRule> of(Long event) {
        return TenantQuery
                .of(entities, ReminderRule.class, "e", ReminderRule.class, List.of("e.eventId = :event"),
                        "order by e.id")
                .set("event", event)
                .list();
    }

    /** What reminds of the event has been stated, and counts from now on. */
    void begin(Long event) {
        look(BEGIN, event);
    }

    /** The event was changed in these fields. */
    void changed(CalendarEvent event, Set<String> fields) {
        if (fields.stream().anyMatch(MOVING::contains)) {
            moved(event.getSeriesId() == null ? event.getId() : event.getSeriesId());
        }
    }

    /** The event, or an occurrence of the series, is at another time. */
    void moved(Long event) {
        look(MOVE, event);
    }

    /** They are seen as the event is, and so is whom they have reached. */
    void show(CalendarEvent event) {
        of(event.getId()).forEach(rule -> rule.show(event.getPrivateTo()));
        jdbc.sql(SHOW).param(event.getPrivateTo()).param(event.getId()).param(event.getPrivateTo()).update();
    }

    /** The rest of a series is reminded of as the series is. @param isMoved whether it is at other times */
    void copy(CalendarEvent series, CalendarEvent rest, boolean isMoved) {
        for (var rule : of(series.getId())) {
            var copy = rule.of(rest);
            entities.persist(copy);
            entities.flush();
            jdbc.sql(FOLLOW).params(copy.getId(), rule.getId()).update();
        }
        look(isMoved ? MOVE : BEGIN, rest.getId());
    }

    private void look(String how, Long event) {
        if (jdbc.sql(how).param(event).update() > 0) {
            tickets.add(ReminderQueue.NAME);
        }
    }
}
