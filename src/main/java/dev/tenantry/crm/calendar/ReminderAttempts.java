package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.Answer;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.work.Tickets;

/** Attempts at reminders that go by an integration: whether there is to be one, and what came of it. */
@Component
class ReminderAttempts {

    private static final int MOST = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final String UNKNOWN = "it is not known whether it was sent, so it is not sent again";
    private static final String MISSED = "missed: this has begun before it could be sent";
    private static final String OFF = "the event has been moved, or is off";
    private static final String FIND = """
            select r.occurs_at, r.attempt_count, r.error_message, now() as moment, exists (
                select 1 from event_reminder_rules n where n.organization_id = app.org_id() and n.id = r.rule_number) as is_wanted
            from event_reminders r where r.organization_id = app.org_id() and r.id = ? and r.lease_epoch = ? for update of r""";
    private static final String BEGIN = """
            update event_reminders set attempt_count = attempt_count + 1, last_attempt_at = now(), error_message = ?
            where organization_id = app.org_id() and id = ?""";
    private static final String END = """
            update event_reminders set status = ?, error_message = ?, due_at = null, lease_epoch = 0, leased_by = null
            where organization_id = app.org_id() and id = ?""";
    private static final String AGAIN = """
            update event_reminders set error_message = ?, attempt_count = attempt_count - ?, due_at = now() + ? * interval '1 millisecond',
                lease_epoch = 0, leased_by = null, lease_losses = 0
            where organization_id = app.org_id() and id = ?""";

    private final EntityManager entities;
    private final EventParts parts;
    private final JdbcClient jdbc;
    private final Tickets tickets;

    ReminderAttempts(EntityManager entities, EventParts parts, JdbcClient jdbc, Tickets tickets) {
        this.entities = entities;
        this.parts = parts;
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    private record Found(Instant occursAt, int attempts, @Nullable String error, Instant now, boolean isWanted) {}

    /** @return whether it is to be sent now */
    @Transactional
    boolean begin(ReminderTextClaim claim) {
        var found = find(claim);
        if (found == null) {
            return false;
        }
        var objection = objection(claim, found);
        if (objection != null) {
            end(claim, ReminderStatus.FAILED, objection);
            return false;
        }
        jdbc.sql(BEGIN).params(UNKNOWN, claim.id()).update();
        return true;
    }

    @Transactional
    void end(ReminderTextClaim claim, Answer answer) {
        var found = find(claim);
        if (found == null) {
            return;
        }
        if (answer.isSuccess()) {
            end(claim, ReminderStatus.SENT, null);
        } else if (answer.isDeferred()) {
            again(claim, answer, 1, pause(answer, found.attempts));
        } else if (answer.permanent() || found.attempts >= MOST) {
            end(claim, ReminderStatus.FAILED, answer.error());
        } else if (answer.status() == 0) {
            end(claim, ReminderStatus.FAILED, answer.error() + "; " + UNKNOWN);
        } else {
            again(claim, answer, 0, pause(answer, found.attempts));
        }
    }

    /** Nobody survives sending it. */
    @Transactional
    void giveUp(ReminderTextClaim claim) {
        if (find(claim) != null) {
            end(claim, ReminderStatus.FAILED, UNKNOWN);
        }
    }

    private @Nullable Found find(ReminderTextClaim claim) {
        return jdbc.sql(FIND).params(claim.id(), claim.epoch()).query(ReminderAttempts::read).optional().orElse(null);
    }

    private @Nullable String objection(ReminderTextClaim claim, Found found) {
        if (UNKNOWN.equals(found.error)) {
            return UNKNOWN;
        }
        if (!found.occursAt.isAfter(found.now)) {
            return MISSED;
        }
        return found.isWanted && takesPlace(claim.eventId(), found.occursAt) ? null : OFF;
    }

    private boolean takesPlace(Long id, Instant at) {
        var event = entities.find(CalendarEvent.class, id);
        return event != null && !new ReminderTimes(event, parts.read(List.of(event)), Duration.ZERO, null)
                .due(at.minusNanos(1_000), at)
                .isEmpty();
    }

    private void end(ReminderTextClaim claim, ReminderStatus status, @Nullable String error) {
        jdbc.sql(END).param(status.toString()).param(error).param(claim.id()).update();
    }

    private void again(ReminderTextClaim claim, Answer answer, int uncounted, Duration pause) {
        jdbc.sql(AGAIN).param(answer.error()).params(uncounted, pause.toMillis(), claim.id()).update();
        tickets.add(ReminderTextQueue.NAME, pause);
    }

    /** Twice as long after each further attempt, unless the other side asks for more. */
    private static Duration pause(Answer answer, int attempts) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST, Math.max(0, attempts - 1)));
        var asked = answer.retryAfter();
        return asked == null || asked.compareTo(doubled) < 0 ? doubled : asked;
    }

    private static Found read(ResultSet row, int number) throws SQLException {
        return new Found(Rows.instant(row, "occurs_at"), row.getInt("attempt_count"), row.getString("error_message"),
                Rows.instant(row, "moment"), row.getBoolean("is_wanted"));
    }
}
