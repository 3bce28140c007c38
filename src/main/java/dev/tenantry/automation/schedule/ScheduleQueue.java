package dev.tenantry.automation.schedule;

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

/** The triggers that have a next time. */
@Component
class ScheduleQueue {

    static final String NAME = "schedules";

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int PER_TENANT = 20;

    private final WorkQueue<ScheduleClaim> work;

    ScheduleQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("workflow_schedules", "", "", ", q.workflow_id");
        this.work = new WorkQueue<>(new QueueDefinition(NAME, table, LEASE, PER_TENANT, Turn.IN_TURN, USUAL_LOSSES),
                ScheduleQueue::read, worker, tickets, instance);
    }

    WorkQueue<ScheduleClaim> work() {
        return work;
    }

    private static ScheduleClaim read(ResultSet row, int number) throws SQLException {
        return new ScheduleClaim(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("lease_losses"), row.getObject("workflow_id", UUID.class));
    }
}
