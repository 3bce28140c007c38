package dev.tenantry.crm.digest;

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

/** Whose day may be to be told. */
@Component
class DigestQueue {

    static final String NAME = "daily-digests";

    private static final Duration LEASE = Duration.ofSeconds(20);

    private final WorkQueue<DigestClaim> work;

    DigestQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("daily_digests", " and c.due_at is not null", "", ", q.user_id");
        this.work = new WorkQueue<>(
                new QueueDefinition(NAME, table, LEASE, Integer.MAX_VALUE, Turn.IN_TURN, USUAL_LOSSES),
                DigestQueue::read, worker, tickets, instance);
    }

    WorkQueue<DigestClaim> work() {
        return work;
    }

    private static DigestClaim read(ResultSet row, int number) throws SQLException {
        return new DigestClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"), row.getObject("user_id", UUID.class));
    }
}
