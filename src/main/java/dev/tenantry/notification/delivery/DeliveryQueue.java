package dev.tenantry.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** What is to be sent: what is about accounts goes out whatever has become of the organization, and waits for nobody else's. */
@Component
class DeliveryQueue {

    /** Its name, and that of what is about accounts. */
    static final String NAME = "notifications";
    static final String OF_ACCOUNTS = "account-notifications";

    private static final String TABLE = "outbound_notifications";
    private static final String TOLD = ", q.channel, q.recipient, q.subject, coalesce(q.body, '') as body";
    private static final String HELD = " where organization_id = ? and id = ? and lease_epoch = ? and status = 'pending'";

    private final JdbcClient jdbc;
    private final NotificationSettings settings;
    private final WorkQueue<Delivery> ofOrganizations;
    private final WorkQueue<Delivery> ofAccounts;

    DeliveryQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance,
            NotificationSettings settings) {
        this.jdbc = worker.jdbc();
        this.settings = settings;
        this.ofOrganizations = new WorkQueue<>(new QueueDefinition(NAME,
                new Source(TABLE, " and c.due_at is not null and not c.about_account", "", TOLD), settings.lease(),
                Integer.MAX_VALUE, Turn.IN_TURN, USUAL_LOSSES), DeliveryQueue::read, worker, tickets, instance);
        this.ofAccounts = new WorkQueue<>(new QueueDefinition(OF_ACCOUNTS,
                new Source(TABLE, " and c.due_at is not null and c.about_account", "", TOLD), settings.lease(),
                Integer.MAX_VALUE, Turn.PAUSED_TOO, USUAL_LOSSES), DeliveryQueue::read, worker, tickets, instance);
    }

    WorkQueue<Delivery> ofOrganizations() {
        return ofOrganizations;
    }

    WorkQueue<Delivery> ofAccounts() {
        return ofAccounts;
    }

    /** It is on its way. @return whether it was still this instance's to send */
    boolean sent(Delivery delivery) {
        return jdbc.sql("""
                update outbound_notifications set status = 'sent', body = null, sent_at = now(), due_at = null, leased_by = null,
                    error_message = null, version = version + 1""" + HELD)
                .params(delivery.organizationId(), delivery.id(), delivery.epoch())
                .update() == 1;
    }

    /** It will not go out. */
    boolean failed(Delivery delivery, String reason) {
        return jdbc.sql("""
                update outbound_notifications set status = 'failed', body = null, due_at = null, leased_by = null, error_message = ?,
                    version = version + 1""" + HELD)
                .params(reason, delivery.organizationId(), delivery.id(), delivery.epoch())
                .update() == 1;
    }

    /** It is to be tried again. */
    boolean postponed(Delivery delivery, String reason, Duration until) {
        return jdbc.sql("""
                with postponed as (
                    update outbound_notifications set due_at = now() + ? * interval '1 millisecond', leased_by = null, error_message = ?,
                        version = version + 1""" + HELD + """
                     returning organization_id, due_at, about_account)
                insert into work_tickets (organization_id, queue, due_at)
                select organization_id, case when about_account then ? else ? end, due_at from postponed""")
                .params(until.toMillis(), reason, delivery.organizationId(), delivery.id(), delivery.epoch(),
                        OF_ACCOUNTS, NAME)
                .update() == 1;
    }

    /** Takes away what has been kept long enough. @return how much */
    int forget() {
        return jdbc
                .sql("""
                delete from outbound_notifications where (organization_id, id) in (
                    select organization_id, id from outbound_notifications
                    where created_at < now() - ? * interval '1 second' and due_at is null limit 1000)""")
                .param(settings.retention().toSeconds())
                .update();
    }

    static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("attempts"), row.getInt("lease_losses"),
                Channel.of(row.getString("channel")), row.getString("recipient"), row.getString("subject"),
                row.getString("body"));
    }
}
