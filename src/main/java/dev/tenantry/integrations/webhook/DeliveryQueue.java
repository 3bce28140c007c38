package dev.tenantry.integrations.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** The queue of deliveries: those that are not held by one before them ({@link RecordOrder}). */
@Component
@EnableConfigurationProperties(WebhookSettings.class)
class DeliveryQueue {

    static final String NAME = "webhooks";

    private static final String DUE = " and c.due_at is not null";
    private static final String TO_OTHER_ENDPOINTS = " and c.webhook_endpoint_id <> all (?)";

    private final WorkQueue<DeliveryClaim> work;

    DeliveryQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance,
            WebhookSettings settings) {
        var table = new Source("webhook_deliveries", DUE, TO_OTHER_ENDPOINTS, ", q.webhook_endpoint_id");
        this.work = new WorkQueue<>(new QueueDefinition(NAME, table, settings.lease(), settings.perOrganization(),
                Turn.IN_TURN, USUAL_LOSSES), DeliveryQueue::read, worker, tickets, instance);
    }

    WorkQueue<DeliveryClaim> work() {
        return work;
    }

    private static DeliveryClaim read(ResultSet row, int number) throws SQLException {
        return new DeliveryClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"),
                row.getObject("webhook_endpoint_id", UUID.class));
    }
}
