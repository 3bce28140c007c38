package dev.tenantry.automation.agent;

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

/** The agents that are to look. */
@Component
class AgentQueue {

    static final String NAME = "agents";

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int PER_TENANT = 2;

    private final WorkQueue<AgentClaim> work;

    AgentQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        this.work = new WorkQueue<>(
                new QueueDefinition(NAME, new Source("agent_queue"), LEASE, PER_TENANT, Turn.IN_TURN, USUAL_LOSSES),
                AgentQueue::read, worker, tickets, instance);
    }

    WorkQueue<AgentClaim> work() {
        return work;
    }

    private static AgentClaim read(ResultSet row, int number) throws SQLException {
        return new AgentClaim(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("lease_losses"));
    }
}
