package dev.tenantry.metering.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.metering.rule.Unit;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
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
    /** Of several that came at once, or before anybody was told, the last one tells of all. */
    private static final String TOLD = """
            update quota_alerts a set notified_at = now() where a.organization_id = app.org_id() and a.id = ? and a.notified_at is null
            returning a.policy_name, a.unit, a.message, a.alert_type, a.counter, a.limit_value, trunc(a.percentage_used) as percent, a.window_start, a.window_seconds, exists (
                select from quota_alerts b where b.organization_id = app.org_id() and b.counter = a.counter
                and b.window_seconds = a.window_seconds and b.window_start = a.window_start and b.id > a.id) as is_outdated""";
    /** Whose use is counted, where it is not all of the organization's. */
    private static final String SUBJECT = """
            select o.name as organization, (select coalesce(m.address, m.member::text) from app.reached_members(app.org_id(), array[c.subject]) as m) as member,
                (select k.name from api_keys k where k.organization_id = app.org_id() and k.id = c.subject) as key
            from organizations o cross join (select ?::uuid as subject) as c where o.id = app.org_id()""";

    private record Due(UUID organization, long id) {}

    /** @param subject the member, the key or the organization; null where the counter names none */
    private record Notice(Map<String, String> values, @Nullable UUID subject) {

        static Notice read(ResultSet row) throws SQLException {
            var counter = row.getString("counter").split(" ", -1);
            var until = Rows.instant(row, "window_start").plusSeconds(row.getInt("window_seconds"));
            var unit = Unit.of(row.getString("unit"));
            return new Notice(Map.of("policy", row.getString("policy_name"), "message", row.getString("message"),
                    "percent", row.getString("percent"), "limit", row.getString("limit_value"), "unit", unit.noun(),
                    "beyond", unit.beyond(), "until", until.toString(),
                    "state", row.getString("alert_type").equals("exceeded") ? "is used up" : "is nearly used up"),
                    counter.length == 2 ? UUID.fromString(counter[1]) : null);
        }
    }

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
                .query((row,
                        _) -> row.getBoolean("is_outdated") ? Optional.<Notice>empty() : Optional.of(Notice.read(row)))
                .optional()
                .flatMap(notice -> notice)
                .filter(_ -> isTold)
                .ifPresent(this::write);
    }

    private void write(Notice notice) {
        var values = new HashMap<>(notice.values);
        jdbc.sql(SUBJECT).param(notice.subject).query(row -> {
            values.put("organization", row.getString("organization"));
            put(values, row.getString("member"), row.getString("key"));
        });
        permitted.emails("quotas:acknowledge")
                .forEach(email -> notifications.queue(Message.email(email, "quota-alert", Map.copyOf(values))));
    }

    private static void put(Map<String, String> values, @Nullable String member, @Nullable String key) {
        if (member != null) {
            values.putAll(Map.of("whose", "the member", "subject", member));
        } else if (key != null) {
            values.putAll(Map.of("whose", "the key", "subject", key));
        } else {
            values.put("whose", "the whole organization");
        }
    }
}
