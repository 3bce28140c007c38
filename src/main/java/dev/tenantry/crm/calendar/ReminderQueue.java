package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** What reminds of events that have not all taken place. */
@Component
class ReminderQueue {

    static final String NAME = "reminders";

    private static final Duration LEASE = Duration.ofSeconds(10);

    private final WorkQueue<ReminderClaim> work;

    ReminderQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("event_reminder_rules", " and c.due_at is not null", "", ", q.event_id, q.private_to");
        this.work = new WorkQueue<>(
                new QueueDefinition(NAME, table, LEASE, Integer.MAX_VALUE, Turn.IN_TURN, USUAL_LOSSES),
                ReminderQueue::read, worker, tickets, instance);
    }

    WorkQueue<ReminderClaim> work() {
        return work;
    }

    private static ReminderClaim read(ResultSet row, int number) throws SQLException {
        return new ReminderClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"), row.getLong("event_id"),
                row.getObject("private_to", UUID.class));
    }
}
