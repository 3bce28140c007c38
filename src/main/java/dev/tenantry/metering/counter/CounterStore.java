package dev.tenantry.metering.counter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.WindowLimit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;

/** The counters of one instance, in the database. Its clock decides in which window something is. */
@Component
public class CounterStore {

    static final String CHANNEL = "quota_recalls";

    private static final String TAKE = """
            select granted, window_starts::text[] as window_starts, lengths, remaining, millis_left, is_held_elsewhere, leased::text as leased
            from app.check_rate_limit(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String GIVE_BACK = "select app.return_rate_limit(?, ?, ?::timestamptz[], ?, ?, ?, ?::timestamptz)";

    private static final String RECOVER = "select app.recover_rate_limit(?, ?, ?, ?::timestamptz, ?)";
    private static final String REPORT = """
            update rate_limit_leases l set unspent = u.unspent
            from unnest(?::uuid[], ?::text[], ?::text[], ?::integer[]) as u (organization_id, counter, leased, unspent)
            where l.organization_id = u.organization_id and l.counter = u.counter and l.instance_id = ? and l.leased_at = u.leased::timestamptz and l.held > 0""";
    private static final String EXPIRE_REPORTS = """
            update rate_limit_leases l set unspent = 0 where l.unspent > 0
            and not exists (select from work_instances i where i.id = l.instance_id and i.seen_at > now() - interval '1 minute')""";
    private static final String IS_OVER = """
            select count(*) > 0 and bool_and(seen_at < now() - interval '1 minute') from work_instances where id = ?""";

    private static final String LEFT = """
            select coalesce(max(ceil(1000 * extract(epoch from l.window_end - clock_timestamp()))), 0)::bigint
            from api_rate_limits l join unnest(?::integer[], ?::integer[]) as w (seconds, most) on w.seconds = l.window_seconds and l.request_count >= w.most
            where l.organization_id = ? and l.counter = ? and l.window_end > now()""";

    private final RolePool pool;
    private final UUID instance;
    private final @Nullable LeaseJournals journals;
    private final Outage outage = new Outage(System::nanoTime);

    @Autowired
    CounterStore(@Qualifier("counterPool") RolePool pool, Instance instance, LeaseJournals journals) {
        this(pool, instance.id(), journals);
    }

    /** As an instance of its own, which is one among others. */
    CounterStore(RolePool pool, UUID instance, @Nullable LeaseJournals journals) {
        this.pool = pool;
        this.instance = instance;
        this.journals = journals;
    }

    CounterStore(RolePool pool, UUID instance) {
        this(pool, instance, null);
    }

    /** What of it is used is known if this instance is killed. */
    CounterLease lease(Counter counter, LeaseGrant grant, long asked) {
        return new CounterLease(grant, asked, journals == null ? LeaseNote.NONE : journals.note(counter, grant));
    }

    /** @throws CountersUnavailableException where the database cannot be reached, at once where it could not be a moment ago */
    LeaseGrant take(Counter counter, Rule rule, int wanted, int most) {
        outage.check();
        var windows = rule.counted();
        try {
            var grant = pool.jdbc()
                    .sql(TAKE)
                    .param(counter.organizationId())
                    .param(counter.text())
                    .param(rule.name())
                    .param(rule.unit().toString())
                    .param(rule.unit().noun())
                    .param(rule.scope().person(counter.subject()))
                    .param(windows.stream().map(WindowLimit::seconds).toArray(Integer[]::new))
                    .param(windows.stream().map(WindowLimit::most).toArray(Integer[]::new))
                    .param(rule.windows().size())
                    .param(wanted)
                    .param(most)
                    .param(instance)
                    .query(CounterStore::read)
                    .single();
            outage.end();
            return grant;
        } catch (DataAccessException failure) {
            throw outage.of(failure);
        }
    }

    /** Takes nothing. Zero, or how long some window has nothing left but what instances hold. */
    Duration untilAnyIsLeft(Counter counter, Rule rule) {
        outage.check();
        var windows = rule.counted();
        return Duration.ofMillis(pool.jdbc()
                .sql(LEFT)
                .param(windows.stream().map(WindowLimit::seconds).toArray(Integer[]::new))
                .param(windows.stream().map(WindowLimit::most).toArray(Integer[]::new))
                .param(counter.organizationId())
                .param(counter.text())
                .query(Long.class)
                .single());
    }

    /** @param isAll whether the instance holds no more of what it took then */
    void giveBack(Counter counter, LeaseGrant grant, int number, boolean isAll) {
        pool.jdbc()
                .sql(GIVE_BACK)
                .param(counter.organizationId())
                .param(counter.text())
                .param(grant.starts().toArray(String[]::new))
                .param(grant.seconds().toArray(Integer[]::new))
                .param(number)
                .param(isAll ? instance : null)
                .param(grant.leased())
                .query(row -> {});
    }

    /** So that what is held and not used counts as used no longer than until then. */
    void report(List<Unspent> unspent) {
        pool.jdbc()
                .sql(REPORT)
                .param(unspent.stream().map(one -> one.counter().organizationId()).toArray(UUID[]::new))
                .param(unspent.stream().map(one -> one.counter().text()).toArray(String[]::new))
                .param(unspent.stream().map(Unspent::leased).toArray(String[]::new))
                .param(unspent.stream().map(Unspent::number).toArray(Integer[]::new))
                .param(instance)
                .update();
    }

    /** What instances hold that are over counts as used, as far as nobody knows better. */
    void expireReports() {
        pool.jdbc().sql(EXPIRE_REPORTS).update();
    }

    /** Whether another instance gives no signs of life any more. */
    boolean isOver(UUID other) {
        return pool.jdbc().sql(IS_OVER).param(other).query(Boolean.class).single();
    }

    /** What another instance has left that is over; once. */
    void recover(UUID other, LeaseJournal.Entry left) {
        var counter = left.counter();
        pool.jdbc()
                .sql(RECOVER)
                .params(counter.organizationId(), counter.text(), other, left.leased(), left.left())
                .query(row -> {});
    }

    /** Asks the other instances for what they hold and have not used. */
    void recall(Counter counter) {
        pool.jdbc()
                .sql("select pg_notify(?, ?)")
                .params(CHANNEL, counter.organizationId() + " " + counter.text())
                .query(row -> {});
    }

    private static LeaseGrant read(ResultSet row, int number) throws SQLException {
        return new LeaseGrant(row.getInt("granted"), List.of((String[]) row.getArray("window_starts").getArray()),
                List.of((Integer[]) row.getArray("lengths").getArray()),
                List.of((Integer[]) row.getArray("remaining").getArray()),
                List.of((Long[]) row.getArray("millis_left").getArray()), row.getBoolean("is_held_elsewhere"),
                row.getString("leased"));
    }

    /** What was told to {@link #recall}; null where it is no such thing. */
    static @Nullable Counter recalled(String payload) {
        var ids = payload.split(" ", -1);
        return ids.length == 3
                ? new Counter(UUID.fromString(ids[1]), UUID.fromString(ids[0]), UUID.fromString(ids[2]))
                : null;
    }
}
