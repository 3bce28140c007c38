package dev.tenantry.automation.run;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.WaitingWork;
import dev.tenantry.shared.work.Signals;

/** Runs whose step waits until language models may be asked again. */
@Component
class QuotaWakes implements WaitingWork {

    /**
     * Whatever has moved a run on meanwhile has moved when it is due: it waits for something else, or is woken already. In the order in which
     * they have asked: none waits for longer than ten minutes.
     */
    private static final String WAKE = """
            with woken as (
                update workflow_run_queue q set due_at = q.quota_until - interval '10 minutes'
                from (select r.organization_id, r.id from workflow_run_queue r
                    where r.organization_id = any (array(select t.organization_id from work_tickets t where t.queue = ?))
                        and r.quota_until > now() and r.due_at = r.quota_until and r.leased_by is null
                    for no key update of r skip locked) as w
                where q.organization_id = w.organization_id and q.id = w.id
                returning q.organization_id)
            insert into work_tickets (organization_id, queue) select distinct organization_id, ? from woken""";

    private final RolePool worker;
    private final Signals signals;

    QuotaWakes(@Qualifier("workerPool") RolePool worker, Signals signals) {
        this.worker = worker;
        this.signals = signals;
    }

    @Override
    public void askAgain() {
        if (worker.inTransaction(
                () -> worker.jdbc().sql(WAKE).params(RunQueue.NAME, RunQueue.NAME).update()) > 0) {
            signals.raise(RunQueue.NAME);
        }
    }
}
