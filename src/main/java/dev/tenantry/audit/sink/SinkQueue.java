package dev.tenantry.audit.sink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

/**
 * The sinks that are to be looked at. Entries are not told to it: they would cost whoever writes them an exchange. A sink with nothing to
 * send comes again after a while.
 */
@Component
class SinkQueue {

    private static final String NAME = "audit-sinks";
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Nothing that is sent is to blame for a process that dies. */
    private static final int MOST_LOSSES = Integer.MAX_VALUE;
    private static final int OF_AN_ORGANIZATION = 5;

    private static final String SCHEDULE = """
            update audit_sinks s set due_at = case when ? then now() end, leased_by = null, lease_epoch = 0, failures = 0, last_error = null
            where s.organization_id = app.org_id() and s.id = ?""";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final WorkQueue<SinkClaim> work;

    SinkQueue(JdbcClient jdbc, @Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        var table = new Source("audit_sinks", " and c.due_at is not null", "", "");
        work = new WorkQueue<>(
                new QueueDefinition(NAME, table, LEASE, OF_AN_ORGANIZATION, Turn.PAUSED_TOO, MOST_LOSSES),
                SinkQueue::read, worker, tickets, instance);
    }

    WorkQueue<SinkClaim> work() {
        return work;
    }

    /** In the current transaction: it is due now, or never. Whoever holds it loses it. */
    void schedule(UUID sink, boolean isDue) {
        jdbc.sql(SCHEDULE).params(isDue, sink).update();
        if (isDue) {
            tickets.add(NAME);
        }
    }

    private static SinkClaim read(ResultSet row, int number) throws SQLException {
        return new SinkClaim(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("lease_losses"));
    }
}
