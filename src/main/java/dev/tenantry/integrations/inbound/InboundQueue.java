package dev.tenantry.integrations.inbound;

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

/** Messages that were accepted and not processed so far. */
@Component
class InboundQueue {

    static final String NAME = "webhook-events";

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int PER_ORGANIZATION = 8;

    private final WorkQueue<InboundClaim> work;

    InboundQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("webhook_events", " and c.due_at is not null", "", "");
        this.work = new WorkQueue<>(
                new QueueDefinition(NAME, table, LEASE, PER_ORGANIZATION, Turn.IN_TURN, USUAL_LOSSES),
                InboundQueue::read, worker, tickets, instance);
    }

    WorkQueue<InboundClaim> work() {
        return work;
    }

    private static InboundClaim read(ResultSet row, int number) throws SQLException {
        return new InboundClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"));
    }
}
