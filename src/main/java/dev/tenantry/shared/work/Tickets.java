package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Where to look for work: which organization's queue has something due. A ticket is added in the transaction that makes work
 * due, and taken away by who has looked since; what is left gets one at the end of the line. So organizations have turns,
 * nothing is forgotten whoever dies when, and nobody looks at organizations that have nothing to do.
 */
@Component
public class Tickets {

    /** Tickets in one look; as many say that there may be more. */
    public static final int LOOK = 200;
    /** Of the organizations of one look. */
    private static final int MOST_SEEN = 20_000;

    private static final String ADD = """
            insert into work_tickets (organization_id, queue, due_at) values (?, ?, now() + ? * interval '1 millisecond')""";
    /** Those of paused organizations are passed over: they are there when that is over. */
    private static final String DUE = """
            select t.organization_id, t.id from work_tickets t
            where t.queue = ? and t.due_at <= now() and t.organization_id <> all (?)
              and (? or not exists (select 1 from organizations o where o.id = t.organization_id and o.is_paused))
            order by t.due_at, t.id limit ?""";
    /** Of organizations with so many that others are out of sight: with one turn all of theirs are spent. */
    private static final String ALL_DUE = """
            select t.organization_id, t.id from work_tickets t
            where t.organization_id = any (?) and t.queue = ? and t.due_at <= now() limit ?""";
    /**
     * Those that another instance is spending are let be: in which order two of them come to the same is nobody's to say. The disk is not
     * waited for: a ticket that is there again after the server has crashed costs a look.
     */
    private static final String SPEND = """
            with spent as (delete from work_tickets where organization_id = ? and id = any (array(
                select s.id from (select set_config('synchronous_commit', 'off', true)) unawaited, work_tickets s
                where s.organization_id = ? and s.queue = ? and s.id = any (?) for update of s skip locked)))
            insert into work_tickets (organization_id, queue) select ?, ? where ?""";

    /** Of several organizations: tickets are where there is one place for all of them. */
    private static final String SPEND_DUE = """
            delete from work_tickets where ctid = any (array(
                select s.ctid from work_tickets s where s.organization_id = any (?) and s.queue = ? and s.due_at <= now() for update skip locked))""";

    private final JdbcClient jdbc;
    private final RolePool worker;
    private final Signals signals;

    public Tickets(JdbcClient jdbc, @Qualifier("workerPool") RolePool worker, Signals signals) {
        this.jdbc = jdbc;
        this.worker = worker;
        this.signals = signals;
    }

    /** An organization with work that is due. @param ids of the tickets that say so */
    public record Due(UUID organizationId, List<Long> ids) {}

    /** The current transaction makes work of the current organization due. */
    public void add(String queue) {
        add(queue, Duration.ZERO);
    }

    /** The current transaction makes work of the current organization due in a while. */
    public void add(String queue, Duration in) {
        jdbc.sql(ADD).params(TenantContext.current().organizationId(), queue, in.toMillis()).update();
        signals.afterCommit(queue);
    }

    /**
     * Organizations with something due, who has waited longest first, as far as one look goes.
     *
     * @param except   organizations that there is nothing to do for here
     * @param paused whether those that are paused are meant, too
     */
    public List<Due> due(String queue, Collection<UUID> except, boolean paused) {
        var due = new LinkedHashMap<UUID, Set<Long>>();
        RowCallbackHandler seen = row -> due
                .computeIfAbsent(row.getObject(1, UUID.class), _ -> new LinkedHashSet<>())
                .add(row.getLong(2));
        worker.jdbc().sql(DUE).params(queue, except.toArray(UUID[]::new), paused, LOOK).query(seen);
        if (due.values().stream().mapToInt(Set::size).sum() == LOOK) {
            worker.jdbc().sql(ALL_DUE).params(due.keySet().toArray(UUID[]::new), queue, MOST_SEEN).query(seen);
        }
        return due.entrySet().stream().map(entry -> new Due(entry.getKey(), List.copyOf(entry.getValue()))).toList();
    }

    /** Somebody has looked at what the tickets stand for, since they were seen. @param isMore whether something is left */
    public void spend(String queue, Due due, boolean isMore) {
        var organization = due.organizationId();
        worker.jdbc()
                .sql(SPEND)
                .params(organization, organization, queue, due.ids().toArray(Long[]::new), organization, queue, isMore)
                .update();
    }

    /** The running transaction is about to look at whatever the organizations have due, and leaves a ticket for what is left. */
    void spend(String queue, Collection<UUID> organizations) {
        worker.jdbc().sql(SPEND_DUE).params(organizations.toArray(UUID[]::new), queue).update();
    }
}
