package dev.tenantry.audit.export;

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

/** The exports that are to be written, one of an organization's at a time. */
@Component
class ExportQueue {

    private static final String NAME = "audit-log-exports";
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Tickets tickets;
    private final WorkQueue<ExportClaim> work;

    ExportQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        this.tickets = tickets;
        var table = new Source("audit_log_exports", " and c.due_at is not null", "", "");
        work = new WorkQueue<>(new QueueDefinition(NAME, table, LEASE, 1, Turn.ONE_AT_A_TIME, USUAL_LOSSES),
                ExportQueue::read, worker, tickets, instance);
    }

    WorkQueue<ExportClaim> work() {
        return work;
    }

    /** The current transaction has made one due. */
    void add() {
        tickets.add(NAME);
    }

    private static ExportClaim read(ResultSet row, int number) throws SQLException {
        return new ExportClaim(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("lease_losses"));
    }
}
