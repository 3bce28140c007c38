package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.ReminderDeliveriesResponse.Delivery;
import dev.tenantry.crm.calendar.RemindersRequest.Reminder;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** What reminds of events. Changes lock the event, whose version counts them. */
@Service
@Transactional(readOnly = true)
class ReminderService {

    private static final String DELIVERIES = """
            select id, channel, member_id, contact_id, address, occurs_at, scheduled_at, status, attempt_count, last_attempt_at, error_message
            from event_reminders where organization_id = app.org_id() and crm_event_id = ? order by scheduled_at desc, id desc limit 200""";

    private final EntityManager entities;
    private final Reminders reminders;
    private final JdbcClient jdbc;
    private final AttendeeRights rights;
    private final Clock clock;

    ReminderService(EntityManager entities, Reminders reminders, JdbcClient jdbc, AttendeeRights rights,
            Clock clock) {
        this.entities = entities;
        this.reminders = reminders;
        this.jdbc = jdbc;
        this.rights = rights;
        this.clock = clock;
    }

    RemindersResponse get(Long id) {
        return show(live(entities.find(CalendarEvent.class, id)));
    }

    /** @throws ProblemException 404; 409 where it is one occurrence of a series; 412; 422 */
    @Transactional
    RemindersResponse replace(Long id, RemindersRequest request, IfMatch expected) {
        var event = live(entities.find(CalendarEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        expected.check(() -> show(event));
        if (event.isException()) {
            throw ProblemException.conflict("an occurrence is reminded of as its series is: state it there");
        }
        var before = show(event).reminders();
        write(event, request.reminders());
        entities.flush();
        if (!show(event).reminders().equals(before)) {
            event.touch();
            entities.flush();
            reminders.begin(event.getId());
        }
        return show(event);
    }

    ReminderDeliveriesResponse deliveries(Long id) {
        var event = live(entities.find(CalendarEvent.class, id));
        return new ReminderDeliveriesResponse(
                jdbc.sql(DELIVERIES)
                        .param(reminded(event))
                        .query(ReminderService::delivery)
                        .stream()
                        .map(one -> rights.mayRead(one.memberId(), one.contactId()) ? one : one.withoutAddress())
                        .toList());
    }

    private void write(CalendarEvent event, List<Reminder> wanted) {
        var leaving = new ArrayList<>(reminders.of(event.getId()));
        for (var index = 0; index < wanted.size(); index++) {
            var stated = wanted.get(index);
            if (wanted.subList(0, index).stream().anyMatch(stated::isAsLike)) {
                throw ProblemException.invalid(field(index, "method"), "duplicate", "there is such a reminder already");
            }
            var kept = leaving.stream().filter(rule -> rule.is(stated)).findFirst();
            if (kept.isPresent()) {
                leaving.remove(kept.get());
                kept.get().say(stated.message());
            } else {
                add(event, stated, index);
            }
        }
        leaving.forEach(entities::remove);
    }

    private void add(CalendarEvent event, Reminder stated, int index) {
        if (stated.remindAt() != null && !stated.remindAt().isAfter(clock.instant())) {
            throw ProblemException.invalid(field(index, "remindAt"), "past", "this time has passed");
        }
        if (stated.method() == ReminderMethod.WHATSAPP && !stated.audience().hasAttendees()) {
            throw ProblemException.invalid(field(index, "recipients"), "no-number",
                    "of contacts alone numbers are known: by WhatsApp those who attend are reminded");
        }
        entities.persist(new ReminderRule(event, stated));
    }

    private static String field(int index, String name) {
        return "reminders[" + index + "]." + name;
    }

    private RemindersResponse show(CalendarEvent event) {
        return new RemindersResponse(reminders.of(reminded(event)).stream().map(ReminderRule::shown).toList(),
                event.getVersion());
    }

    private static Long reminded(CalendarEvent event) {
        return event.isException() ? Objects.requireNonNull(event.getSeriesId()) : event.getId();
    }

    private static CalendarEvent live(@Nullable CalendarEvent event) {
        if (event == null || event.isTrashed()) {
            throw ProblemException.notFound();
        }
        return event;
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(row.getLong("id"), ReminderMethod.of(row.getString("channel")),
                row.getObject("member_id", UUID.class), row.getObject("contact_id", Long.class),
                row.getString("address"), Rows.instant(row, "occurs_at"), Rows.instant(row, "scheduled_at"),
                ReminderStatus.of(row.getString("status")), row.getInt("attempt_count"),
                Rows.instantOrNull(row, "last_attempt_at"), row.getString("error_message"));
    }
}
