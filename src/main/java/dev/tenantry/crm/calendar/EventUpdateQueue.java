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

/** Events whose changes are to be told. */
@Component
class EventUpdateQueue {

    static final String NAME = "event-updates";

    private static final Duration LEASE = Duration.ofSeconds(10);

    private final WorkQueue<EventUpdateClaim> work;

    EventUpdateQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("event_updates", "", "", ", q.event_id, q.acting_for");
        this.work = new WorkQueue<>(
                new QueueDefinition(NAME, table, LEASE, Integer.MAX_VALUE, Turn.IN_TURN, USUAL_LOSSES),
                EventUpdateQueue::read, worker, tickets, instance);
    }

    WorkQueue<EventUpdateClaim> work() {
        return work;
    }

    private static EventUpdateClaim read(ResultSet row, int number) throws SQLException {
        return new EventUpdateClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"), row.getLong("event_id"),
                row.getObject("acting_for", UUID.class));
    }
}
