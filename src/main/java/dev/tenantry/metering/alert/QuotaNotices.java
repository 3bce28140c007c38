package dev.tenantry.metering.alert;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Writes to those who can see to quotas, once for each alert, in the transaction that says so. */
@Component
class QuotaNotices extends PeriodicTask {

    private static final int BATCH = 100;
    /** Mails a day, beyond which the list tells the rest. */
    private static final int MOST = 20;
    private static final String DUE = """
            select organization_id, id from quota_alerts where notified_at is null and id > ? order by id limit ?""";
    private static final String TODAY = """
            select count(*) from quota_alerts where organization_id = app.org_id() and notified_at >= date_trunc('day', now(), 'UTC')""";
    private static final String TOLD = """
            update quota_alerts set notified_at = now() where organization_id = app.org_id() and id = ? and notified_at is null
            returning policy_name, message""";

    private record Due(UUID organization, long id) {}

    private final RolePool worker;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Notifications notifications;
    private final PermittedMembers permitted;
    /** Behind which the next turn goes on: what keeps failing is tried once a round, and holds nobody else up. */
    private long last;

    QuotaNotices(@Qualifier("workerPool") RolePool worker, JdbcClient jdbc, PlatformTransactionManager transactions,
            Notifications notifications, PermittedMembers permitted) {
        super("notices of quotas", Duration.ofSeconds(5));
        this.worker = worker;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.notifications = notifications;
        this.permitted = permitted;
    }

    @Override
    protected void work() {
        var due = worker.jdbc()
                .sql(DUE)
                .params(last, BATCH)
                .query((row, _) -> new Due(row.getObject("organization_id", UUID.class), row.getLong("id")))
                .list();
        last = due.size() < BATCH ? 0 : due.getLast().id;
        due.forEach(this::attempt);
    }

    private void attempt(Due due) {
        try {
            new TenantContext(due.organization, null).run(() -> transaction.executeWithoutResult(_ -> tell(due.id)));
        } catch (RuntimeException failure) {
            Turns.report("the notice of a quota", failure);
        }
    }

    private void tell(long alert) {
        var isTold = jdbc.sql(TODAY).query(Integer.class).single() < MOST;
        jdbc.sql(TOLD)
                .param(alert)
                .query((row, _) -> Map.of("policy", row.getString("policy_name"), "message", row.getString("message")))
                .optional()
                .filter(_ -> isTold)
                .ifPresent(values -> permitted.emails("quotas:acknowledge")
                        .forEach(email -> notifications.queue(Message.email(email, "quota-alert", values))));
    }
}
