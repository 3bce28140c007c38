package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.wait.WaitingRuns;
import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Signals;

/**
 * Wakes runs that wait for something, in the transaction that makes it happen. Nobody waits in a circle: a run that somebody
 * holds is passed over, as it may hold what this transaction waits for, and is woken right after the commit, when nothing
 * is held any more. Whoever held it has not seen what was not committed, so that it is never left out.
 */
@Component
public class RunWakes implements WaitingRuns {

    private static final Logger log = LoggerFactory.getLogger(RunWakes.class);
    private static final String WAKE = """
            with woken as (
                update workflow_run_queue q set due_at = now() where q.organization_id = app.org_id() and q.id in (
                    select w.id from workflow_run_queue w where w.organization_id = app.org_id() and w.id = any (?) for no key update skip locked)
                returning q.organization_id, q.id),
            ticket as (
                insert into work_tickets (organization_id, queue) select organization_id, ? from woken limit 1)
            select id from woken""";
    /** Whatever they are due at: what their holder is about to write is not to be seen yet, and is waited for only if their rows are meant. */
    private static final String WAKE_AFTER = """
            with woken as (
                update workflow_run_queue set due_at = now() where organization_id = ? and id = any (?) returning organization_id)
            insert into work_tickets (organization_id, queue) select organization_id, ? from woken limit 1""";

    private final JdbcClient jdbc;
    private final RolePool worker;
    private final Signals signals;

    RunWakes(JdbcClient jdbc, @Qualifier("workerPool") RolePool worker, Signals signals) {
        this.jdbc = jdbc;
        this.worker = worker;
        this.signals = signals;
    }

    @Override
    public void wake(Collection<Long> runs) {
        if (runs.isEmpty()) {
            return;
        }
        var left = new HashSet<>(runs);
        left.removeAll(jdbc.sql(WAKE)
                .params(left.toArray(Long[]::new), RunQueue.NAME)
                .query(Long.class)
                .list());
        signals.afterCommit(RunQueue.NAME);
        wakeAfterCommit(left);
    }

    @Override
    public void wakeAfterCommit(Collection<Long> runs) {
        if (runs.isEmpty()) {
            return;
        }
        var organization = TenantContext.current().organizationId();
        AfterCommit.run(() -> wake(organization, runs));
    }

    private void wake(UUID organization, Collection<Long> runs) {
        try {
            worker.jdbc().sql(WAKE_AFTER).params(organization, runs.toArray(Long[]::new), RunQueue.NAME).update();
            signals.raise(RunQueue.NAME);
        } catch (RuntimeException failure) {
            log.warn("runs could not be woken, and will look by themselves: {}", Redacted.line(failure));
        }
    }
}
