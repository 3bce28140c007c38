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

/** Reminders that are to be sent by an integration. */
@Component
class ReminderTextQueue {

    static final String NAME = "reminder-texts";

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int PER_TENANT = 4;

    private final WorkQueue<ReminderTextClaim> work;

    ReminderTextQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("event_reminders", " and c.due_at is not null", "",
                ", q.crm_event_id, q.private_to, q.address, q.message");
        this.work = new WorkQueue<>(new QueueDefinition(NAME, table, LEASE, PER_TENANT, Turn.IN_TURN, USUAL_LOSSES),
                ReminderTextQueue::read, worker, tickets, instance);
    }

    WorkQueue<ReminderTextClaim> work() {
        return work;
    }

    private static ReminderTextClaim read(ResultSet row, int number) throws SQLException {
        return new ReminderTextClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"), row.getLong("crm_event_id"),
                row.getObject("private_to", UUID.class), row.getString("address"), row.getString("message"));
    }
}
