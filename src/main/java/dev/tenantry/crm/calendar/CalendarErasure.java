package dev.tenantry.crm.calendar;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/**
 * What is private to colleagues refers to a record no more that goes: whoever deletes it does not see them. And what the audit trail has of who
 * attends goes with the event, and with the contact; likewise what reminds of it.
 */
@Component
class CalendarErasure implements Erasure {

    private static final Set<String> REFERRED = Set.of("contact", "company", "opportunity");
    private static final String UNLINK = "select app.unlink_private_events(app.org_id(), ?, cast(? as bigint[]))";
    private static final String FORGET_OF_EVENTS = """
            select app.forget_audited(app.org_id(), 'event-attendee', array(
                select a.id::text from event_attendees a where a.organization_id = app.org_id() and a.event_id = any(cast(? as bigint[]))))""";
    private static final String FORGET_REMINDERS = """
            select app.forget_audited(app.org_id(), 'reminder-rule', array(
                select r.id::text from event_reminder_rules r where r.organization_id = app.org_id() and r.event_id = any(cast(? as bigint[]))))""";
    private static final String FORGET_OF_CONTACTS = """
            select app.forget_audited(app.org_id(), 'event-attendee', array(
                select a.id::text from event_attendees a where a.organization_id = app.org_id() and a.contact_id = any(cast(? as bigint[]))))""";

    private final JdbcClient jdbc;

    CalendarErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        var all = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        if (type.equals("calendar-event")) {
            call(FORGET_OF_EVENTS, all);
            call(FORGET_REMINDERS, all);
        }
        if (type.equals("contact")) {
            call(FORGET_OF_CONTACTS, all);
        }
        if (REFERRED.contains(type)) {
            call(UNLINK, type, all);
        }
    }

    private void call(String function, Object... parameters) {
        jdbc.sql(function).params(parameters).query((_, _) -> true).list();
    }
}
