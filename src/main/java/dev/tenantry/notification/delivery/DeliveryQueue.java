package dev.tenantry.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** Claims what is due, whichever tenant's; what one instance has claimed others leave alone for as long as its lease. */
@Component
class DeliveryQueue {

    /**
     * What is about accounts as it comes due. What is an organization's in turns: one index probe finds the next
     * organization however much the one before it has queued, and those at rest are passed over.
     */
    private static final String CLAIM = """
            with recursive tenant (organization_id) as (
                (select organization_id from outbound_notifications where due_at is not null and not about_account
                 order by organization_id limit 1)
                union all
                select (select n.organization_id from outbound_notifications n
                        where n.due_at is not null and not n.about_account and n.organization_id > t.organization_id
                        order by n.organization_id limit 1)
                from tenant t where t.organization_id is not null),
            turn (organization_id) as materialized (
                select t.organization_id from tenant t
                where exists (select 1 from outbound_notifications n
                              where n.organization_id = t.organization_id and n.due_at <= now() and not n.about_account)
                  and not exists (select 1 from organizations o where o.id = t.organization_id and o.is_at_rest)
                order by random() limit :most),
            of_accounts as (
                select organization_id, id from outbound_notifications where due_at <= now() and about_account
                order by due_at limit :most for update skip locked),
            of_organizations as (
                select q.organization_id, q.id from turn t cross join lateral (
                    select n.organization_id, n.id from outbound_notifications n
                    where n.organization_id = t.organization_id and n.due_at <= now() and not n.about_account
                    order by n.due_at limit (select greatest(:most / count(*), 1) from turn) for update skip locked) q)
            update outbound_notifications n
            set lease_epoch = n.lease_epoch + 1, leased_by = :instance, attempts = n.attempts + 1,
                due_at = now() + :lease * interval '1 millisecond', version = n.version + 1
            from (select * from of_accounts union all select * from of_organizations) due
            where n.organization_id = due.organization_id and n.id = due.id
            returning n.organization_id, n.id, n.lease_epoch, n.attempts, n.channel, n.recipient, n.subject, coalesce(n.body, '') as body""";
    private static final String HELD = " where organization_id = ? and id = ? and lease_epoch = ? and status = 'pending'";

    private final JdbcClient jdbc;
    private final NotificationSettings settings;
    private final UUID instance = Ids.next();

    DeliveryQueue(@Qualifier("workerPool") RolePool worker, NotificationSettings settings) {
        this.jdbc = worker.jdbc();
        this.settings = settings;
    }

    /** @param most of what is about accounts, and of what is organizations' */
    List<Delivery> claim(int most) {
        return jdbc.sql(CLAIM)
                .param("most", most)
                .param("instance", instance)
                .param("lease", settings.lease().toMillis())
                .query(DeliveryQueue::read)
                .list();
    }

    /** It is out of the house. @return whether it was still this instance's to send */
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
                update outbound_notifications set due_at = now() + ? * interval '1 millisecond', leased_by = null, error_message = ?,
                    version = version + 1""" + HELD)
                .params(until.toMillis(), reason, delivery.organizationId(), delivery.id(), delivery.epoch())
                .update() == 1;
    }

    /** Takes away what has been kept long enough. @return how much */
    int forget() {
        return jdbc
                .sql("""
                delete from outbound_notifications where (organization_id, id) in (
                    select organization_id, id from outbound_notifications
                    where created_at < now() - ? * interval '1 second' and due_at is null limit 1000 for update skip locked)""")
                .param(settings.retention().toSeconds())
                .update();
    }

    static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("attempts"), Channel.of(row.getString("channel")),
                row.getString("recipient"), row.getString("subject"), row.getString("body"));
    }
}
