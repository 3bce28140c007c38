package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
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

/** The queue of the runs that have something to do. */
@Component
public class RunQueue {

    /** As statements that make runs due have it, too. */
    public static final String NAME = "runs";

    private final WorkQueue<Claim> work;

    public RunQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance,
            EngineSettings settings) {
        var table = new Source("workflow_run_queue", " and not c.is_paused", "",
                ", q.user_id, q.root_id, q.depth");
        this.work = new WorkQueue<>(new QueueDefinition(NAME, table, settings.lease(), settings.perTenant(),
                Turn.IN_TURN, USUAL_LOSSES), RunQueue::read, worker, tickets, instance);
    }

    public WorkQueue<Claim> work() {
        return work;
    }

    private static Claim read(ResultSet row, int number) throws SQLException {
        return new Claim(row.getObject("organization_id", UUID.class), row.getLong("id"), row.getLong("lease_epoch"),
                row.getObject("user_id", UUID.class), row.getObject("root_id", UUID.class), row.getInt("depth"),
                row.getInt("lease_losses"));
    }
}
