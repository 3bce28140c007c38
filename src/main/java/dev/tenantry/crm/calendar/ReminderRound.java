package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.ReminderRecipients.Recipient;
import dev.tenantry.crm.calendar.ReminderTimes.Due;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.work.Tickets;

/**
 * Reminds of what a rule has due, and sets when it is looked at next, in one transaction: behind the event's lock, so that it is as it was
 * committed last, and the rule's, so that what moves an occurrence meanwhile has it looked at once more.
 */
@Component
class ReminderRound {

    /** Of one series at once: those that were missed last, and those that begin first. */
    private static final int MOST = 20;
    private static final String FIND = """
            select channel, audience, minutes_before, remind_at, message, handled_until, now() as moment from event_reminder_rules
            where organization_id = app.org_id() and id = ? and lease_epoch = ? for update""";
    private static final String NEXT = """
            update event_reminder_rules set handled_until = ?, due_at = ?, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and id = ?""";
    private static final String GIVE_UP = """
            update event_reminder_rules set due_at = null, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and id = ? and lease_epoch = ?""";

    private final EntityManager entities;
    private final EventParts parts;
    private final ReminderRecipients recipients;
    private final ReminderSends sends;
    private final JdbcClient jdbc;
    private final Tickets tickets;

    ReminderRound(EntityManager entities, EventParts parts, ReminderRecipients recipients, ReminderSends sends,
            JdbcClient jdbc, Tickets tickets) {
        this.entities = entities;
        this.parts = parts;
        this.recipients = recipients;
        this.sends = sends;
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    private record Found(
            ReminderMethod method,
            ReminderAudience audience,
            @Nullable Duration before,
            @Nullable Instant at,
            @Nullable String message,
            Instant handledUntil,
            Instant now) {}

    @Transactional
    void remind(ReminderClaim claim) {
        var event = entities.find(CalendarEvent.class, claim.eventId(), LockModeType.PESSIMISTIC_WRITE);
        var rule = jdbc.sql(FIND).params(claim.ruleId(), claim.epoch()).query(ReminderRound::read).optional();
        if (event == null || rule.isEmpty()) {
            return;
        }
        var found = rule.get();
        var times = new ReminderTimes(event, parts.read(List.of(event)), found.before, found.at);
        remind(claim, found, few(times.due(found.handledUntil, found.now), found.now));
        proceed(claim, found.now, times.next(found.now));
    }

    /** Nobody survives reminding of it. It is looked at again when the event is changed. */
    @Transactional
    void giveUp(ReminderClaim claim) {
        jdbc.sql(GIVE_UP).params(claim.ruleId(), claim.epoch()).update();
    }

    private static List<Due> few(List<Due> due, Instant now) {
        var missed = due.stream().filter(one -> !one.start().isAfter(now)).toList();
        var coming = due.stream().filter(one -> one.start().isAfter(now)).limit(MOST);
        return Stream.concat(missed.stream().skip(Math.max(0, missed.size() - MOST)), coming).toList();
    }

    private void remind(ReminderClaim claim, Found found, List<Due> due) {
        var rule = new ReminderSends.Rule(claim.ruleId(), claim.eventId(), found.method, found.message);
        var known = new HashMap<Long, List<Recipient>>();
        for (var one : due) {
            sends.send(rule, one, known.computeIfAbsent(one.event().getId(),
                    _ -> recipients.of(one.event(), found.audience, found.method)), found.now);
        }
    }

    private void proceed(ReminderClaim claim, Instant now, @Nullable Instant next) {
        jdbc.sql(NEXT).param(Rows.timestamp(now)).param(Rows.timestamp(next)).param(claim.ruleId()).update();
        if (next != null) {
            tickets.add(ReminderQueue.NAME, Duration.between(now, next));
        }
    }

    private static Found read(ResultSet row, int number) throws SQLException {
        var minutes = row.getObject("minutes_before", Integer.class);
        return new Found(ReminderMethod.of(row.getString("channel")), ReminderAudience.of(row.getString("audience")),
                minutes == null ? null : Duration.ofMinutes(minutes), Rows.instantOrNull(row, "remind_at"),
                row.getString("message"), Rows.instant(row, "handled_until"), Rows.instant(row, "moment"));
    }
}
